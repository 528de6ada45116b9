import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { workflowBundle } from '../../worker/build-bundle.ts';
import { quietWorkers } from '../setup/quiet.ts';
import { alteredBundle, type Alteration } from './altered-bundle.ts';
import { historyFromJson } from './history-json.ts';
import { personalDataIn } from './personal-data.ts';
import { replayErrors } from './replay-errors.ts';
import { scenarios } from './scenarios.ts';
import { behindPatch, withoutPatch } from './shell-changes.ts';

const HISTORIES = new URL('histories/', import.meta.url);

/** Histories of real runs, made by record.ts. */
const recorded = readdirSync(fileURLToPath(HISTORIES))
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    workflowId: file.replace('.json', ''),
    history: historyFromJson(readFileSync(new URL(file, HISTORIES), 'utf8')),
  }));

beforeAll(() => quietWorkers());

const failuresOf = (bundle: WorkflowBundleWithSourceMap) => replayErrors(bundle, recorded);

test('there is a history of every scenario, and of what goes on as new', () => {
  const names = recorded.map(({ workflowId }) => workflowId);
  const others = [
    'continue-as-new-1',
    'continue-as-new-2',
    'legal-action-claim',
    'daily-operations-of-a-region',
  ];
  for (const name of [...Object.keys(scenarios), ...others]) {
    expect(names.some((file) => file.startsWith(name))).toBe(true);
  }
});

describe('personal data', () => {
  test('is in no history', () => {
    const found = recorded.map(({ workflowId, history }) => [workflowId, personalDataIn(history)]);
    expect(found).toEqual(recorded.map(({ workflowId }) => [workflowId, []]));
  });

  test.each([
    ['a name', 'to Customer C-1 of the bank'],
    ['an e-mail address', 'sent to c-1@example.com'],
    ['a phone number', 'called +86 13800000000'],
  ])('would be found: %s', (what, words) => {
    const data = Buffer.from(JSON.stringify({ words }));
    const input = { payloads: [{ metadata: {}, data }] };
    const events = [{ workflowExecutionSignaledEventAttributes: { signalName: 'any', input } }];
    expect(personalDataIn({ events })).toEqual([what]);
  });
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

describe('a change of what the shell does at a step', () => {
  test('behind a patch: every old history replays', async () => {
    expect(await failuresOf(await alteredBundle(behindPatch))).toEqual(new Map());
  });

  test('without one: no history with a step does', async () => {
    const failures = await failuresOf(await alteredBundle(withoutPatch));
    expect([...failures.keys()]).toContain('ladder-to-review');
    for (const error of failures.values()) expect(error.name).toBe('DeterminismViolationError');
  });
});
