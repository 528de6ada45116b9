import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addDays, localDate } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { caseDetails, caseSummary } from '../../workflows/details.ts';
import { ZONE } from '../domain/fixtures.ts';
import { contactsOf, timelineOf } from '../setup/case-records.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { activitiesOf, replayAll, timersOf } from '../setup/history.ts';
import { LiveCases } from '../setup/live-cases.ts';

let database: TestDatabase;
let cases: LiveCases;

beforeAll(async () => {
  database = await createTestDatabase();
  cases = await LiveCases.create({
    ...{ address: inject('temporalAddress'), databaseUrl: database.url, dayMs: 700 },
  });
  await cases.startWorker();
});
afterAll(async () => {
  await cases.close();
  await database.drop();
});

const promiseBy = (id: string, days: number) => ({
  ...{ type: 'promise' as const, id, by: 'collector-1' },
  instalments: [{ dueOn: addDays(localDate(cases.clock.now(), ZONE), days), amountMinor: 50_000 }],
});

/** @returns how many events the run has that are not those of its timers */
async function eventCount(loanId: LoanId): Promise<number> {
  const { events } = await cases.handle(loanId).fetchHistory();
  return events?.length ?? 0;
}

test('from overdue to cured: reminders, a promise, the payment, thanks', async () => {
  const loanId = await cases.seed({ loanId: 'JOURNEY-1' });
  await cases.reportOverdue(loanId);
  await cases.until(loanId, (state) => state.rung === 2);

  const taken = await cases.client.ask(loanId, promiseBy('promise-ok', 10));
  expect(taken.state?.holds).toMatchObject([{ kind: 'promise' }]);
  await cases.pay(loanId, 50_000);
  expect(await cases.handle(loanId).result()).toEqual({ closed: 'cured' });

  const contacts = await contactsOf(cases.database.pool, loanId);
  expect(contacts.map(({ purpose, status, messages }) => [purpose, status, messages])).toEqual([
    ['collect', 'sent', 1],
    ['collect', 'sent', 1],
    ['acknowledge', 'sent', 1],
  ]);
  const timeline = await timelineOf(cases.database.pool, loanId);
  expect(timeline.map(({ type }) => type).filter((type) => !type.startsWith('contact'))).toEqual([
    ...['opened', 'delivered', 'delivered', 'promise', 'payment', 'promise-kept', 'cured', 'delivered'],
  ]);
});

test('what is refused leaves no event in history', async () => {
  const loanId = await cases.seed({ loanId: 'JOURNEY-2' });
  await cases.reportOverdue(loanId);
  // In grace nothing happens by itself for a month.
  await cases.client.ask(loanId, {
    ...{ type: 'grace', id: 'grace', by: 'collector-1', reason: 'force-majeure', days: 30 },
  });
  const before = await eventCount(loanId);
  await expect(cases.client.ask(loanId, promiseBy('too-late', 31))).rejects.toMatchObject({
    type: 'Rejected.PromiseTooLate',
  });
  expect(await eventCount(loanId)).toBe(before);
  await cases.handle(loanId).terminate('the test is over');
});

test('a supervisor who opens it in the Temporal UI sees what it is and what it waits for', async () => {
  const loanId = await cases.seed({ loanId: 'JOURNEY-3' });
  await cases.reportOverdue(loanId);
  await cases.until(loanId, (state) => state.rung === 1);

  const listed = await listedIds(`LoanId="${loanId}" AND CaseStage="reminder" AND RiskTier="low"`);
  expect(listed).toEqual([`case-${loanId}`]);
  const handle = cases.handle(loanId);
  const described = await handle.describe();
  expect(await described.staticSummary()).toBe(caseSummary(loanId));
  expect(await described.staticDetails()).toBe(caseDetails(loanId));
  const shown = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  expect(shown.currentDetails).toContain('### Reminders');
  expect(shown.currentDetails).toContain('| Arrears | CNY 500.00 |');

  const history = await handle.fetchHistory();
  expect(timersOf(history)[0]?.summary).toMatch(
    /^wait for 2026-1\d-\d\d 10:\d\d Asia\/Shanghai: SMS reminder 1, D\+3$/,
  );
  expect(activitiesOf(history)[0]?.summary).toMatch(/^SMS reminder 1, D\+\d+$/);
  expect(JSON.stringify(history)).not.toContain('Customer C-');
  await handle.terminate('the test is over');
  expect(await replayAll([{ workflowId: loanId, history: await handle.fetchHistory() }])).toBe(1);
});

test('thousands of events: a fresh history in time, and each event counts once', async () => {
  const loanId = await cases.seed({ loanId: 'JOURNEY-4' });
  await cases.reportOverdue(loanId);
  const grace = { type: 'grace', id: 'grace', by: 'collector-1', reason: 'force-majeure', days: 30 } as const;
  await cases.client.ask(loanId, grace);
  const first = await cases.handle(loanId).describe();
  const ids = Array.from({ length: 4_200 }, (_, i) => `again-${i}`);
  const queue = ids.values();
  const lanes = Array.from({ length: 50 }, async () => {
    for (const id of queue) await cases.reportOverdue(loanId, id);
  });
  await Promise.all(lanes);
  await expect.poll(() => handled(loanId), { timeout: 60_000 }).toBe(ids.length + 2);
  // The server suggests a fresh history at the task that follows the one in which it became long.
  await cases.reportOverdue(loanId, 'one more');
  await expect.poll(() => runOf(loanId), { timeout: 60_000 }).not.toBe(first.runId);
  const last = await cases.handle(loanId).describe();
  expect((await cases.client.status(loanId)).state).toMatchObject({ holds: [{ kind: 'grace' }] });
  await cases.handle(loanId).terminate('the test is over');
  const runs = [first.runId, last.runId].map((runId) => cases.handle(loanId, runId));
  const histories = await Promise.all(
    runs.map(async (run) => ({ workflowId: loanId, history: await run.fetchHistory() })),
  );
  expect(await replayAll(histories)).toBe(2);
});

const runOf = async (loanId: LoanId) => (await cases.handle(loanId).describe()).runId;

async function handled(loanId: LoanId): Promise<number> {
  const { rows } = await cases.database.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM case_events WHERE case_id = $1',
    [`${loanId}-1`],
  );
  return rows[0]?.n ?? 0;
}

/** Lists are a moment behind. */
async function listedIds(query: string): Promise<string[]> {
  for (;;) {
    const ids: string[] = [];
    for await (const { workflowId } of cases.temporal.workflow.list({ query })) ids.push(workflowId);
    if (ids.length > 0) return ids;
  }
}
