import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { LoanId } from '../../domain/ids.ts';
import { workflowBundle } from '../../worker/build-bundle.ts';
import { alteredBundle } from '../replay/altered-bundle.ts';
import { replayErrors } from '../replay/replay-errors.ts';
import { BREATH, behindPatch, withoutPatch } from '../replay/shell-changes.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { timersOf, type History } from '../setup/history.ts';
import { LiveCases } from '../setup/live-cases.ts';

let testDatabase: TestDatabase;
let cases: LiveCases;
let changed: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const [address, databaseUrl] = [inject('temporalAddress'), testDatabase.url];
  cases = await LiveCases.create({ address, databaseUrl, dayMs: 300 });
  changed = await alteredBundle(behindPatch);
});
afterAll(async () => {
  await cases?.close();
  await testDatabase?.drop();
});

const historyOf = (loanId: LoanId) => cases.handle(loanId).fetchHistory();
const breathsOf = (history: History) => timersOf(history).filter(({ summary }) => summary === BREATH).length;
const steps = (loanId: LoanId, count: number) => cases.until(loanId, ({ rung }) => rung >= count);

async function open(name: string): Promise<LoanId> {
  const loanId = await cases.seed({ loanId: `${cases.taskQueue}-${name}` });
  await cases.reportOverdue(loanId);
  await steps(loanId, 1);
  return loanId;
}

async function failing(bundle: WorkflowBundleWithSourceMap, all: Record<string, History>): Promise<string[]> {
  const histories = Object.entries(all).map(([workflowId, history]) => ({ workflowId, history }));
  const errors = await replayErrors(bundle, histories);
  for (const error of errors.values()) expect(error.name).toBe('DeterminismViolationError');
  return [...errors.keys()].sort();
}

test('a case under way, and a new one, take the new way of a shell that was changed behind a patch', async () => {
  await cases.startWorker();
  const old = await open('old');
  await cases.stopWorkers();
  const before = await historyOf(old);
  expect(breathsOf(before)).toBe(0);

  await cases.startWorker(undefined, { workflowBundle: changed });
  const young = await open('young');
  await steps(old, 2);
  for (const loanId of [old, young]) {
    await cases.pay(loanId, 50_000);
    expect(await cases.handle(loanId).result()).toEqual({ closed: 'cured' });
  }
  const histories = { before, old: await historyOf(old), young: await historyOf(young) };
  expect(breathsOf(histories.old)).toBeGreaterThanOrEqual(1);
  expect(breathsOf(histories.young)).toBeGreaterThanOrEqual(1);
  expect(await failing(changed, histories)).toEqual([]);
  // There is no way back for what has taken the new way, and no way forward without the patch.
  expect(await failing(await workflowBundle(), histories)).toEqual(['old', 'young']);
  expect(await failing(await alteredBundle(withoutPatch), { before })).toEqual(['before']);
});
