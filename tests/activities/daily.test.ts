import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDailyActivities } from '../../activities/daily.ts';
import type { DailyActivities, PreDueRound, RegionDay } from '../../activities/daily-types.ts';
import type { ChannelAdapter } from '../../activities/channels/ports.ts';
import type { CaseToStart } from '../../db/case-repository.ts';
import { addDays, localDate } from '../../domain/calendar.ts';
import { upstreamUnavailable } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { bookPayment } from '../setup/case-records.ts';
import { seedLoans, type SeedLoan } from '../setup/seed.ts';
import { ActivityBed } from './bed.ts';

/** Failures are what the tests are about: they are not told again. */
const quiet = new DefaultLogger('ERROR', () => undefined);

let bed: ActivityBed;
const started: CaseToStart[] = [];

beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

const DAY = '2026-11-02';

async function seed(region: string, loans: SeedLoan[]) {
  const { orm } = bed.database;
  const { encryption } = bed;
  const all = loans.map((loan) => ({ ...loan, region }));
  await seedLoans({ orm, encryption, loans: all, today: DAY, daysPastDue: 1 });
}

type Ended<Name extends keyof DailyActivities> = Awaited<ReturnType<DailyActivities[Name]>>;

async function run<Name extends keyof DailyActivities>(
  name: Name,
  input: RegionDay,
  channel: Partial<ChannelAdapter> = {},
): Promise<Ended<Name>> {
  const activities = createDailyActivities({
    pool: bed.database.pool,
    strategies: bed.strategies,
    policies: bed.policies,
    models: bed.models,
    clock: { now: () => bed.nowMs },
    channels: () => ({ ...bed.sandbox, ...channel }),
    caseClient: {
      start: (found) => {
        started.push(found);
        return Promise.resolve();
      },
    },
  });
  const activity = activities[name] as unknown as (input: RegionDay) => Promise<Ended<Name>>;
  return new MockActivityEnvironment({}, { logger: quiet }).run<[RegionDay], Ended<Name>, typeof activity>(
    activity,
    input,
  );
}

describe('the facts of a day', () => {
  test('are of the day that has ended, written once, and summed up', async () => {
    const instalments = [1, 40].map((days) => ({ dueOn: addDays(DAY, -days), amountMinor: 50_000 }));
    await seed('facts', [{ loanId: 'F-1' }, { loanId: 'F-2', instalments: instalments.toReversed() }]);
    bed.nowMs = beijing(DAY, '05:30');
    expect(await run('recordLoanDays', { region: 'facts', day: DAY })).toEqual({ loans: 2 });
    const rows = async () =>
      (
        await bed.pool
          .query(`SELECT loan_id, day::text, days_past_due, bucket, past_due_minor::int, balance_minor::int
         FROM loan_days WHERE region = 'facts' ORDER BY loan_id`)
      ).rows as unknown[];
    const before = await rows();
    // What fell due yesterday was not late yesterday.
    expect(before).toEqual([
      {
        loan_id: 'F-1',
        day: '2026-11-01',
        days_past_due: 0,
        bucket: 'current',
        past_due_minor: 0,
        balance_minor: 50_000,
      },
      {
        loan_id: 'F-2',
        day: '2026-11-01',
        days_past_due: 39,
        bucket: '31-60',
        past_due_minor: 50_000,
        balance_minor: 100_000,
      },
    ]);
    await bookPayment(bed.pool, {
      id: 'F-late',
      loanId: 'F-2' as LoanId,
      amountMinor: 9,
      paidAtMs: beijing('2026-11-01', '09:00'),
    });
    await run('recordLoanDays', { region: 'facts', day: DAY });
    expect(await rows()).toEqual(before);
    const { rows: sums } = await bed.pool.query(
      `SELECT bucket, loans, past_due_minor::int FROM portfolio_days WHERE region = 'facts' ORDER BY bucket`,
    );
    expect(sums).toEqual([
      { bucket: '31-60', loans: 1, past_due_minor: 50_000 },
      { bucket: 'current', loans: 1, past_due_minor: 0 },
    ]);
  });
});

test('a delinquency that nobody announced gets a case, once', async () => {
  await seed('unannounced', [
    { loanId: 'U-1' },
    { loanId: 'U-2', instalments: [{ dueOn: DAY, amountMinor: 1 }] },
  ]);
  bed.nowMs = beijing(DAY, '05:30');
  started.length = 0;
  expect(await run('openUnannounced', { region: 'unannounced', day: DAY })).toEqual({
    delinquent: 1,
    opened: 1,
  });
  expect(await run('openUnannounced', { region: 'unannounced', day: DAY })).toEqual({
    delinquent: 1,
    opened: 0,
  });
  expect(started.map(({ loanId }) => loanId)).toEqual(['U-1']);
});

describe('reminders before the due date', () => {
  const due = (dueOn: string, amountMinor = 1_000) => ({ instalments: [{ dueOn, amountMinor }] });
  const at = addDays(DAY, 3);
  const messages = async (region: string) =>
    (
      await bed.pool.query<{ loan_id: string; channel: string }>(
        `SELECT k.loan_id, m.channel FROM sandbox_messages m JOIN contacts k USING (contact_id)
         JOIN customers USING (customer_id) WHERE region = $1 ORDER BY 1`,
        [region],
      )
    ).rows.map((row) => `${row.loan_id} ${row.channel}`);

  test('go to those whose instalment falls due in three days, and to nobody else', async () => {
    await seed('remind', [
      { loanId: 'R-due', ...due(at) },
      { loanId: 'R-sooner', ...due(addDays(DAY, 2)) },
      {
        loanId: 'R-late',
        instalments: [
          { dueOn: addDays(DAY, -5), amountMinor: 9 },
          { dueOn: at, amountMinor: 9 },
        ],
      },
      { loanId: 'R-debit', ...due(at) },
      { loanId: 'R-mail', ...due(at), consents: ['email'] },
      { loanId: 'R-no', ...due(at), consents: [] },
    ]);
    await bed.pool.query(`UPDATE loans SET extra = '{"direct_debit":"yes"}' WHERE loan_id = 'R-debit'`);
    bed.nowMs = beijing(DAY, '10:00');
    const round: PreDueRound = { reminded: 2, denied: 1, failed: 0, againAtMs: null };
    expect(await run('remindBeforeDue', { region: 'remind', day: DAY })).toEqual(round);
    expect(await messages('remind')).toEqual(['R-due sms', 'R-mail email']);
    expect(await run('remindBeforeDue', { region: 'remind', day: DAY })).toEqual({
      ...round,
      reminded: 0,
      denied: 0,
    });
  });

  test('are not given of loans that have left the books, unless the core system has opened them again', async () => {
    const ids = ['G-sold', 'G-written-off', 'G-restructured', 'G-back', 'G-recalled'];
    await seed(
      'gone',
      ids.map((loanId) => ({ loanId, ...due(at) })),
    );
    await bed.pool.query(
      `INSERT INTO loan_changes (change_id, loan_id, change, effective_on, reported_by, reported_at) VALUES
       ('X-1', 'G-sold', 'sold', '2026-10-01', 'core', '2026-10-01'),
       ('X-2', 'G-written-off', 'written-off', '2026-10-01', 'core', '2026-10-01'),
       ('X-3', 'G-restructured', 'restructured', '2026-10-01', 'core', '2026-10-01'),
       ('X-4', 'G-back', 'sold', '2026-10-01', 'core', '2026-10-01')`,
    );
    // What a supervisor ended counts as well, and a case that came after the report makes up for it.
    await bed.pool.query(
      `INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency,
         arrears_minor, opened_at, closed_at, close_reason, next_action, next_why)
       SELECT x.loan_id || '-1', x.loan_id, 'C-' || x.loan_id, 1, 'closed', 'low', 'cn-retail@1', 'gone', 'CNY', 0,
         '2026-10-10', '2026-10-20', x.reason, '', ''
       FROM (VALUES ('G-recalled', 'recalled'), ('G-back', 'cured')) AS x(loan_id, reason)`,
    );
    bed.nowMs = beijing(DAY, '10:00');
    await run('remindBeforeDue', { region: 'gone', day: DAY });
    expect(await messages('gone')).toEqual(['G-back sms', 'G-restructured sms']);
  });

  test('are not given to customers whose holds forbid it, and the rule is recorded', async () => {
    const ids = ['H-ceased', 'H-no-sms', 'H-other-loan', 'H-ended', 'H-distress'];
    await seed(
      'held',
      ids.map((loanId) => ({ loanId, ...due(at) })),
    );
    await bed.pool.query(
      `INSERT INTO customer_holds (hold_id, customer_id, loan_id, kind, channels, since_at, until_at, review, owner,
         changed_by, ended_at)
       SELECT x.id, 'C-' || x.id, x.loan, x.kind, x.channels::jsonb, '2026-10-01', '2027-01-01', true, 'supervisor', x.id,
         x.ended::timestamptz
       FROM (VALUES ('H-ceased', NULL, 'cease', NULL, NULL), ('H-no-sms', NULL, 'cease', '["sms"]', NULL),
         ('H-other-loan', 'another', 'cease', NULL, NULL), ('H-ended', NULL, 'cease', NULL, '2026-10-15'),
         ('H-distress', NULL, 'vulnerability', NULL, NULL)) AS x(id, loan, kind, channels, ended)`,
    );
    bed.nowMs = beijing(DAY, '10:00');
    expect(await run('remindBeforeDue', { region: 'held', day: DAY })).toMatchObject({
      reminded: 3,
      denied: 2,
    });
    expect(await messages('held')).toEqual(['H-ended sms', 'H-no-sms email', 'H-other-loan sms']);
    const { rows } = await bed.pool.query<{ loan_id: string; rules: string[] }>(
      `SELECT loan_id, rules FROM pre_due_reminders WHERE contact_id IS NULL AND loan_id LIKE 'H-%' ORDER BY 1`,
    );
    expect(rows.map(({ rules }) => rules)).toEqual([
      [expect.stringContaining('CEASE')],
      ['BASIC-HOLD:vulnerability'],
    ]);
  });

  test('wait for the hours of contact, and are decided then', async () => {
    await seed('early', [{ loanId: 'E-1', ...due(at) }]);
    bed.nowMs = beijing(DAY, '05:30');
    const round = await run('remindBeforeDue', { region: 'early', day: DAY });
    expect(round.reminded).toBe(0);
    expect(round.againAtMs).toBeGreaterThanOrEqual(beijing(DAY, '08:00'));
    expect(round.againAtMs).toBeLessThan(beijing(DAY, '09:00'));
    bed.nowMs = round.againAtMs ?? 0;
    expect((await run('remindBeforeDue', { region: 'early', day: DAY })).reminded).toBe(1);
  });

  test('of a worker that died after handing over: asked for at the channel, not sent again', async () => {
    await seed('died', [{ loanId: 'D-1', ...due(at) }]);
    bed.nowMs = beijing(DAY, '10:00');
    const dies: Partial<ChannelAdapter> = {
      deliver: async (message) => {
        await bed.sandbox.deliver(message);
        throw new Error('the worker was killed here');
      },
    };
    await expect(run('remindBeforeDue', { region: 'died', day: DAY }, dies)).rejects.toThrow('killed');
    const again = await run('remindBeforeDue', { region: 'died', day: DAY });
    expect(again).toMatchObject({ reminded: 1, failed: 0 });
    expect(await messages('died')).toEqual(['D-1 sms']);
  });

  test('that a channel cannot take now go out once, when it can', async () => {
    await seed('down', [{ loanId: 'B-1', ...due(at) }]);
    bed.nowMs = beijing(DAY, '10:00');
    const down = { deliver: () => Promise.reject(upstreamUnavailable('it is down')) };
    await expect(run('remindBeforeDue', { region: 'down', day: DAY }, down)).rejects.toThrow('it is down');
    bed.nowMs += 60_000;
    for (const reminded of [1, 0]) {
      expect(await run('remindBeforeDue', { region: 'down', day: DAY })).toMatchObject({ reminded });
    }
    const { rows } = await bed.database.pool.query<{ status: string }>(
      `SELECT status FROM contacts WHERE loan_id = 'B-1' ORDER BY reserved_at`,
    );
    expect(rows.map(({ status }) => status)).toEqual(['failed', 'sent']);
  });

  test('are not given on a day that is caught up', async () => {
    await seed('caught-up', [{ loanId: 'C-1', ...due(at) }]);
    bed.nowMs = beijing(addDays(DAY, 1), '10:00');
    expect(await run('remindBeforeDue', { region: 'caught-up', day: DAY })).toMatchObject({ reminded: 0 });
    expect(await messages('caught-up')).toEqual([]);
  });
});

test('answers to requests are kept for a week', async () => {
  await bed.pool.query(
    `INSERT INTO idempotency_keys (key, request_hash, status, body, at)
     SELECT 'K' || age, 'hash', 200, '{}', $1::timestamptz - age * interval '1 day' FROM unnest('{6,7,8,400}'::int[]) AS age`,
    [new Date(bed.nowMs)],
  );
  expect(await run('cleanUp', { region: 'any', day: DAY })).toMatchObject({ answersForgotten: 2 });
  expect(await run('cleanUp', { region: 'any', day: DAY })).toMatchObject({ answersForgotten: 0 });
  const { rows } = await bed.pool.query<{ key: string }>('SELECT key FROM idempotency_keys ORDER BY key');
  expect(rows.map(({ key }) => key)).toEqual(['K6', 'K7']);
});

test('counts of hours of contact are kept as long as anybody looks at them', async () => {
  const today = localDate(bed.nowMs, 'UTC');
  await bed.pool.query(
    `INSERT INTO contact_hours (day, region, tier, channel, weekday, hour, tries, successes)
     SELECT $1::date - age, 'habits', 'low', 'sms', 1, age % 24, 1, 0 FROM unnest('{0,180,181,182,400}'::int[]) AS age`,
    [today],
  );
  expect(await run('cleanUp', { region: 'any', day: DAY })).toMatchObject({ hoursForgotten: 2 });
  const { rows } = await bed.pool.query<{ age: number }>(
    `SELECT $1::date - day AS age FROM contact_hours WHERE region = 'habits' ORDER BY age`,
    [today],
  );
  expect(rows.map(({ age }) => age)).toEqual([0, 180, 181]);
});
