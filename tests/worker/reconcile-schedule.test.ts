import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createCaseActivities } from '../../activities/case.ts';
import { sandboxChannel } from '../../activities/channels/sandbox.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { RiskModelReader } from '../../db/risk-model-reader.ts';
import { SandboxRepository } from '../../db/sandbox-repository.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import { MINUTE_MS } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { ensureReconcileSchedule, hasWorker, reconcileNow } from '../../worker/reconcile-schedule.ts';
import { contactsOf, timelineOf } from '../setup/case-records.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { LiveCases } from '../setup/live-cases.ts';
import { uniqueTaskQueue } from '../setup/temporal.ts';

/** The whole of a round: Schedule, workflow, worker, the sandbox that is asked, and cases that run or are gone. */

const WITHIN = { timeout: 30_000, interval: 50 };

const id = `reconcile-${process.pid}`;
let database: TestDatabase;
let cases: LiveCases;

beforeAll(async () => {
  database = await createTestDatabase();
  const address = inject('temporalAddress');
  cases = await LiveCases.create({ address, databaseUrl: database.url, dayMs: 20_000 });
});
afterAll(async () => {
  await cases.temporal.schedule
    .getHandle(id)
    .delete()
    .catch(() => undefined);
  await cases.close();
  await database.drop();
});

const deps = () => ({ client: cases.temporal, taskQueue: cases.taskQueue });
const first = async (loanId: LoanId) => (await contactsOf(cases.database.pool, loanId))[0];
const reportsOf = async (loanId: LoanId) =>
  (await timelineOf(cases.database.pool, loanId))
    .filter(({ type }) => type === 'delivery-report')
    .map(({ data, actor }) => [data['outcome'], actor]);

/** Makes the ledger forget how the loan's first contact has ended. */
async function forget(loanId: LoanId, status: 'sending' | 'unknown'): Promise<void> {
  const since = new Date(cases.clock.now() - 60 * MINUTE_MS);
  await cases.database.pool.query(
    `UPDATE contacts SET status = $2, sending_at = $3, concluded_at = CASE $2 WHEN 'unknown' THEN $3::timestamptz END
     WHERE contact_id = $1`,
    [(await first(loanId))?.contactId, status, since],
  );
}

/** The first contact of a case whose workflow is gone, as far as the reservation; `GONE-1` has its message in the sandbox. */
async function contactWithoutWorkflow(loanId: LoanId): Promise<void> {
  const { database: open, clock, encryption } = cases;
  const activities = createCaseActivities({
    ...{ pool: open.pool, strategies: new StrategyRepository(open.orm), clock },
    policies: new PolicyReader(open.pool),
    models: new RiskModelReader(open.pool),
    channels: () => sandboxChannel(new SandboxRepository(open.orm)),
    encrypt: (plain) => encryption.encrypt(plain),
  });
  const event = { type: 'overdue', id: `overdue:${loanId}`, by: 'core' } as const;
  const { state } = await activities.decide({ loanId, state: null, events: [event] });
  const nowMs = clock.now() + 60 * MINUTE_MS;
  const { state: after, instruction } = await activities.decide({ loanId, state, events: [], nowMs });
  if (!after || instruction.kind !== 'deliver') throw new Error(`it is to ${instruction.summary}`);
  if (loanId === 'NEVER-1') return;
  const { contactId, reservedAtMs } = instruction;
  const { caseId, sequence } = after;
  await activities.deliver({ loanId, caseId, contactId, reservedAtMs, sequence });
}

test('a round asks about what nobody delivers any more, and tells the cases, running or gone', async () => {
  const { client } = cases;
  const [running, waiting, gone, never] = (await Promise.all(
    ['RUNNING-1', 'WAITING-1', 'GONE-1', 'NEVER-1'].map((loanId) => cases.seed({ loanId }, 5)),
  )) as [LoanId, LoanId, LoanId, LoanId];
  await cases.startWorker();
  for (const loanId of [running, waiting]) {
    await cases.reportOverdue(loanId);
    await expect.poll(async () => (await first(loanId))?.status, WITHIN).toBe('sent');
    expect(await client.runOf(loanId)).toEqual({ running: true });
  }
  for (const loanId of [gone, never]) {
    await contactWithoutWorkflow(loanId);
    expect(await client.runOf(loanId)).toBeUndefined();
  }
  await forget(running, 'unknown');
  await forget(gone, 'sending');
  await forget(waiting, 'sending');
  await forget(never, 'sending');

  await ensureReconcileSchedule(deps(), id);
  await ensureReconcileSchedule(deps(), id);
  const schedule = cases.temporal.schedule.getHandle(id);
  const { spec, policies } = await schedule.describe();
  expect(spec.intervals).toMatchObject([{ every: 15 * MINUTE_MS }]);
  expect(policies.overlap).toBe('SKIP');
  await schedule.trigger();

  await expect.poll(async () => (await first(running))?.status, WITHIN).toBe('sent');
  await expect.poll(async () => (await first(gone))?.status, WITHIN).toBe('sent');
  await expect.poll(async () => (await first(never))?.status, WITHIN).toBe('failed');
  await expect.poll(() => reportsOf(running), WITHIN).toEqual([['accepted', 'system']]);
  expect(await reportsOf(gone)).toEqual([['accepted', 'system']]);
  expect(await reportsOf(never)).toEqual([['not-accepted', 'system']]);

  expect(await reconcileNow(deps())).toMatchObject({ asked: 0, leftToCases: 1, more: false });
  expect([(await first(waiting))?.status, await reportsOf(waiting)]).toEqual(['sending', []]);
  await cases.handle(waiting).terminate();
  const ended = await client.runOf(waiting);
  expect([ended?.running, typeof ended?.endedAtMs]).toEqual([false, 'number']);
});

test('whoever asks for a round is told when there is no worker to make it', async () => {
  expect(await hasWorker(deps())).toBe(true);
  expect(await hasWorker({ ...deps(), taskQueue: uniqueTaskQueue() })).toBe(false);
});
