import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { workflowBundle } from '../../worker/build-bundle.ts';
import { quietWorkers } from '../setup/quiet.ts';
import { alteredBundle, type Alteration } from './altered-bundle.ts';
import { historyFromJson } from './history-json.ts';

const HISTORIES = new URL('histories/', import.meta.url);

/** Histories of real runs, made by record.ts. */
const recorded = readdirSync(fileURLToPath(HISTORIES))
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    workflowId: file.replace('.json', ''),
    history: historyFromJson(readFileSync(new URL(file, HISTORIES), 'utf8')),
  }));

beforeAll(() => quietWorkers());

/** @returns the names of the histories that the bundle would not have made, each with its error */
async function failuresOf(bundle: WorkflowBundleWithSourceMap): Promise<Map<string, Error>> {
  const failures = new Map<string, Error>();
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: bundle }, recorded)) {
    if (error) failures.set(workflowId, error);
  }
  return failures;
}

test('there is a history of every kind of end', () => {
  const names = recorded.map(({ workflowId }) => workflowId);
  for (const kind of [
    ...['ladder-to-review', 'promise-kept', 'promise-broken', 'dispute', 'cured-at-night'],
    ...['continue-as-new-1', 'continue-as-new-2'],
  ]) {
    expect(names.some((name) => name.startsWith(kind))).toBe(true);
  }
});

test('every recorded history replays', async () => {
  expect(await failuresOf(await workflowBundle())).toEqual(new Map());
});

describe('a change of policy is no change of the workflow', () => {
  test.each([
    [
      'the days of a ladder',
      { file: 'domain/strategy/built-in/cn-retail.ts', from: /onDay: (\d+)/g, to: 'onDay: 1$1' },
    ],
    [
      'the hours of contact',
      {
        file: 'domain/contact/rule-packs/cn.ts',
        from: "from: '08:00', to: '22:00'",
        to: "from: '09:00', to: '18:00'",
      },
    ],
    [
      'what a promise has to cover',
      {
        file: 'domain/case/checks/promise.ts',
        from: 'shareOf(collectable, policy.leastShare)',
        to: 'shareOf(collectable, 1)',
      },
    ],
  ])('%s', async (_name, change) => {
    expect(await failuresOf(await alteredBundle([change]))).toEqual(new Map());
  });
});

describe('a change of the shell without a patch is found', () => {
  test.each<[string, ...Alteration[]]>([
    [
      'one more timer before each decision',
      {
        file: 'workflows/proxies.ts',
        from: /return proxyLocalActivities/,
        to: 'void sleep(1);\n  return proxyLocalActivities',
      },
      {
        file: 'workflows/proxies.ts',
        from: 'import { proxyActivities',
        to: 'import { sleep, proxyActivities',
      },
    ],
    [
      'decisions as ordinary activities',
      { file: 'workflows/proxies.ts', from: 'return proxyLocalActivities', to: 'return proxyActivities' },
    ],
    [
      'another name of the delivery',
      { file: 'workflows/proxies.ts', from: '.deliver;', to: "['deliverContact' as 'deliver'];" },
    ],
  ])('%s', async (_name, ...changes) => {
    const failures = await failuresOf(await alteredBundle(changes));
    expect(failures.size).toBeGreaterThan(0);
    for (const error of failures.values()) expect(error.name).toBe('DeterminismViolationError');
  });
});
