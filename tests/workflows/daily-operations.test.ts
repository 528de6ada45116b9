import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { saveRoster } from '../../db/people-repository.ts';
import type { DailyOperationsResult } from '../../workflows/daily-operations-workflow.ts';
import { addDays } from '../../domain/calendar.ts';
import { beijing, ZONE } from '../domain/fixtures.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

async function day(region: string, date: string, at: string) {
  const input = { region, zone: ZONE, day: date, clock: cases.spec };
  const { result } = await cases.startOther('dailyOperationsWorkflow', `daily-${region}-${date}`, input);
  await cases.passUntil(date, at);
  return (await result) as DailyOperationsResult;
}

const messages = async (loanId: string) => {
  const { rows } = await cases.database.pool.query<{ at: Date; body: string }>(
    'SELECT m.at, m.body FROM sandbox_messages m JOIN contacts USING (contact_id) WHERE loan_id = $1',
    [loanId],
  );
  return rows.map(({ at, body }) => ({ atMs: at.getTime(), body }));
};

test('in the morning: facts of yesterday, cases of the unannounced, and at ten the reminders', async () => {
  await cases.begin('2026-11-01', '05:30');
  const due = [{ dueOn: '2026-11-04', amountMinor: 12_345 }];
  await cases.seed({ loanId: 'DAILY-DUE', region: 'daily-1', instalments: due }, 0);
  await cases.seed({ loanId: 'DAILY-LATE', region: 'daily-1' }, 1);
  const result = await day('daily-1', '2026-11-01', '12:00');
  expect(result).toEqual({
    day: '2026-11-01',
    loans: 2,
    delinquent: 1,
    opened: 1,
    reminded: 1,
    alerts: 0,
    tasksMoved: 0,
    remindersMissed: false,
  });
  expect(await cases.state('DAILY-LATE' as never)).toMatchObject({ stage: 'reminder' });
  const [reminder] = await messages('DAILY-DUE');
  expect(reminder?.atMs).toBeGreaterThanOrEqual(beijing('2026-11-01', '10:00'));
  expect(reminder?.body).toContain('CNY 123.45');
  expect(reminder?.body).toContain('4 November 2026');
});

test('a day that is caught up: its facts and cases, and nobody is reminded late', async () => {
  await cases.begin('2026-11-03', '09:00');
  const due = ['2026-11-04', '2026-11-05', '2026-11-06'].map((dueOn) => ({ dueOn, amountMinor: 1_000 }));
  await cases.seed({ loanId: 'MISSED-DUE', region: 'daily-2', instalments: due }, 0);
  for (const date of ['2026-11-01', '2026-11-02']) {
    const { result } = await cases.startOther('dailyOperationsWorkflow', `daily-2-${date}`, {
      ...{ region: 'daily-2', zone: ZONE, day: date, clock: cases.spec },
    });
    expect(await result).toMatchObject({ day: date, loans: 1, reminded: 0, remindersMissed: true });
  }
  expect(await messages('MISSED-DUE')).toEqual([]);
  const today = await day('daily-2', '2026-11-03', '12:00');
  expect(today).toMatchObject({ reminded: 1, remindersMissed: false });
  expect((await messages('MISSED-DUE')).map(({ body }) => body.includes('6 November 2026'))).toEqual([true]);
  const { rows } = await cases.database.pool.query<{ day: string }>(
    `SELECT day::text FROM loan_days WHERE loan_id = 'MISSED-DUE' ORDER BY day`,
  );
  expect(rows.map((row) => row.day)).toEqual(['2026-10-31', '2026-11-01', addDays('2026-11-03', -1)]);
});

test('work that is not even is shared out by the worker', async () => {
  await cases.begin('2026-11-05', '05:30');
  const { pool } = cases.database;
  const users = ['d3-ann', 'd3-ben'].map((userId) => ({
    ...{ userId, teamId: 'team-daily-3', role: 'collector' as const },
  }));
  await saveRoster(pool, { teams: [{ teamId: 'team-daily-3', region: 'daily-3' }], users });
  await cases.seed({ loanId: 'SHARED', region: 'daily-3' }, 0);
  await pool.query(`INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency,
      arrears_minor, opened_at, started_at, next_action, next_why)
    SELECT 'SHARED-1', loan_id, customer_id, 1, 'call', 'low', 'cn-retail@1', 'daily-3', 'CNY', 1, now(), now(), 'n', 'w'
    FROM loans WHERE loan_id = 'SHARED'`);
  await pool.query(`INSERT INTO tasks (task_id, case_id, kind, summary, opened_at, due_at, for_role, assignee)
    SELECT 'SHARED-1.' || n, 'SHARED-1', 'call', 's', now(), '2026-11-06', 'collector', 'd3-ann'
    FROM generate_series(1, 4) n`);
  expect(await day('daily-3', '2026-11-05', '12:00')).toMatchObject({ tasksMoved: 2 });
});
