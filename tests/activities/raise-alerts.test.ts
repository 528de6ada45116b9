import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RaisedAlerts } from '../../activities/daily-types.ts';
import { raiseAlerts } from '../../activities/raise-alerts.ts';
import { AlertPolicyRepository } from '../../db/alert-policy-repository.ts';
import { AlertRepository } from '../../db/alert-repository.ts';
import { CollateralRepository } from '../../db/collateral-repository.ts';
import { BUILT_IN_LOAN_ALERTS } from '../../domain/alerts/loan-rules.ts';
import { addDays } from '../../domain/calendar.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Tier } from '../../domain/strategy/schema.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { OutlookRepository } from '../../db/outlook-repository.ts';
import { beijing, ZONE } from '../domain/fixtures.ts';
import { bookPayment } from '../setup/case-records.ts';
import { seedLoans, type SeedLoan } from '../setup/seed.ts';
import { ActivityBed } from './bed.ts';

let bed: ActivityBed;
beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

const DAY = '2026-11-02';
/** So many instalments of 100.00, the last of which fell due three days before the day. */
const due = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    dueOn: addDays(DAY, -3 - 30 * (count - 1 - i)),
    amountMinor: 10_000,
  }));

/** Puts loans into the books; a case is opened of each that is overdue then. */
async function seed(region: string, loans: SeedLoan[], openedOn = '2026-09-05') {
  const { orm } = bed.database;
  const all = loans.map((loan) => ({ ...loan, region }));
  const ids = await seedLoans({ orm, encryption: bed.encryption, loans: all, today: DAY });
  bed.nowMs = beijing(openedOn, '05:30');
  for (const loanId of ids) {
    const event = { type: 'overdue' as const, id: `overdue-${loanId}`, by: 'core' };
    await bed.activities().decide({ loanId, state: null, events: [event] });
  }
}

const deps = () => ({
  ...{ pool: bed.database.pool, strategies: bed.strategies, clock: { now: () => bed.nowMs } },
});

async function run(region: string, day = DAY, resumeFrom?: { after: string; raised: number }) {
  bed.nowMs = beijing(day, '05:30');
  const env = new MockActivityEnvironment({ heartbeatDetails: resumeFrom });
  const beats: unknown[] = [];
  env.on('heartbeat', (details: unknown) => beats.push(details));
  const { raised } = await env.run<[], RaisedAlerts, () => Promise<RaisedAlerts>>(() =>
    raiseAlerts(deps(), { region, day }, ZONE),
  );
  return { raised, beats };
}

const alerts = () => new AlertRepository(bed.database.pool);
const raisedIn = async (region: string) =>
  (await alerts().list({ region }, { limit: 100 })).map(({ subject, kind }) => [
    subject.kind === 'loan' ? subject.loanId : subject.kind,
    kind,
  ]);

const customerId = (loanId: string) => `C-${loanId}` as CustomerId;

describe('a region', () => {
  test('is looked at case by case, and nothing is told twice', async () => {
    await seed('west', [
      { loanId: 'W1', instalments: due(3) },
      { loanId: 'W2', instalments: due(3) },
      { loanId: 'W3', instalments: due(3), principalMinor: 100_000 },
      { loanId: 'W4', instalments: due(3) },
      { loanId: 'W5', instalments: [{ dueOn: addDays(DAY, 5), amountMinor: 10_000 }] },
    ]);
    await seed('elsewhere', [{ loanId: 'E1', instalments: due(3) }]);
    // All but the second one have paid the older instalments since.
    for (const loanId of ['W1', 'W3', 'W4'] as LoanId[]) {
      const paidAtMs = beijing('2026-10-20', '12:00');
      await bookPayment(bed.database.pool, { id: `${loanId}-paid`, loanId, amountMinor: 20_000, paidAtMs });
    }
    const outlook = new OutlookRepository(bed.database.pool);
    const rating = (loanId: string, asOf: string, score: number) => ({
      ...{ customerId: customerId(loanId), source: 'bureau', asOf, score, grade: null },
    });
    const debt = (asOf: string, totalMinor: number) => ({
      ...{ customerId: customerId('W3'), source: 'bureau', asOf, totalMinor, currency: 'CNY' },
    });
    const reported = beijing('2026-11-01', '10:00');
    await outlook.saveRatings([rating('W4', '2026-10-30', 600), rating('W4', '2026-06-30', 700)], reported);
    // W5 has no case: nobody would do anything.
    await outlook.saveRatings([rating('W5', '2026-10-30', 400), rating('W5', '2026-06-30', 700)], reported);
    await outlook.saveExternalDebts([debt('2026-10-30', 50_000), debt('2026-06-30', 10_000)], reported);
    await new CollateralRepository(bed.database.pool).save([
      ...[['2026-10-30', 11_000] as const, ['2026-06-30', 40_000] as const].map(([asOf, valueMinor]) => ({
        ...{ loanId: 'W1' as LoanId, asOf, valueMinor, currency: 'CNY', source: 'appraiser' },
      })),
    ]);
    const { raised, beats } = await run('west');
    const told = await raisedIn('west');
    expect(told).toHaveLength(4);
    expect(told).toEqual(
      expect.arrayContaining([
        ['W1', 'collateral-value'],
        ['W2', 'missed-payments'],
        ['W3', 'external-debt'],
        ['W4', 'rating-drop'],
      ]),
    );
    expect([raised, beats]).toEqual([4, [{ after: 'W5', raised: 4 }]]);
    expect((await run('west')).raised).toBe(0);
    expect((await run('west', '2026-11-03')).raised).toBe(0);
    expect(await raisedIn('elsewhere')).toEqual([]);
  });

  test('of what was known when the case was opened nobody is told', async () => {
    await seed('old', [{ loanId: 'O1', instalments: due(3) }], '2026-11-01');
    const outlook = new OutlookRepository(bed.database.pool);
    const rating = (asOf: string, score: number) => ({
      ...{ customerId: customerId('O1'), source: 'bureau', asOf, score, grade: null },
    });
    const before = beijing('2026-10-31', '10:00');
    await outlook.saveRatings([rating('2026-09-30', 640), rating('2026-06-30', 700)], before);
    expect((await run('old')).raised).toBe(0);
    // Sent once more it is no news; another score for the same day is.
    await outlook.saveRatings([rating('2026-09-30', 640)], beijing('2026-11-02', '10:00'));
    expect((await run('old', '2026-11-03')).raised).toBe(0);
    await outlook.saveRatings([rating('2026-09-30', 600)], beijing('2026-11-03', '10:00'));
    expect((await run('old', '2026-11-04')).raised).toBe(1);
    expect(await raisedIn('old')).toEqual([['O1', 'rating-drop']]);
  });

  test('nor of what the case goes to court for', async () => {
    await seed('court', [{ loanId: 'C1', instalments: due(3) }]);
    const { pool } = bed.database;
    const { rows } = await pool.query<{ tier: Tier; strategy: string }>(
      `SELECT tier, strategy FROM cases WHERE loan_id = 'C1'`,
    );
    const strategy = await bed.strategies.pinnedAs(rows[0]?.strategy ?? '');
    const rung = strategy.ladders[rows[0]?.tier ?? 'low'].findIndex((one) => one.do === 'legal');
    const climb = (to: number) =>
      pool.query(
        `UPDATE case_decisions SET result = jsonb_set(result, '{state,rung}', to_jsonb($1::int)) WHERE case_id LIKE 'C1-%'`,
        [to],
      );
    await climb(rung);
    expect((await run('court')).raised).toBe(0);
    await climb(rung - 1);
    expect((await run('court')).raised).toBe(1);
  });

  test('has each loan where its stake puts it, anew each day, until its case is closed', async () => {
    await seed('ranked', [
      { loanId: 'X1', instalments: due(3) },
      { loanId: 'X2', instalments: due(3).map((one) => ({ ...one, amountMinor: 90_000 })) },
    ]);
    const urgent = async () =>
      (await alerts().list({ region: 'ranked', state: 'open' }, { order: 'urgency', limit: 10 })).map(
        ({ subject, stakeMinor = 0, currency }) => [subject, stakeMinor > 0, currency],
      );
    await run('ranked');
    const [first, second] = ['X2', 'X1'].map((loanId) => [{ kind: 'loan', loanId }, true, 'CNY']);
    expect(await urgent()).toEqual([first, second]);
    const { pool } = bed.database;
    await pool.query(
      `UPDATE case_scores SET probability = 0.999 WHERE case_id = (SELECT case_id FROM cases WHERE loan_id = 'X2')`,
    );
    await run('ranked', '2026-11-03');
    expect(await urgent()).toEqual([second, first]);
    const paid = { loanId: 'X1' as LoanId, amountMinor: 30_000, paidAtMs: beijing('2026-11-03', '12:00') };
    await bookPayment(pool, { id: 'X1-paid', ...paid });
    const { rows } = await pool.query<{ state: CaseState }>(
      `SELECT result->'state' AS state FROM case_decisions WHERE case_id = (SELECT case_id FROM cases WHERE loan_id = 'X1')`,
    );
    bed.nowMs = beijing('2026-11-03', '13:00');
    const { amountMinor, paidAtMs, loanId } = paid;
    const event = { type: 'payment' as const, id: 'X1-paid', by: 'core', amountMinor, paidAtMs };
    await bed.activities().decide({ loanId, state: rows[0]?.state ?? null, events: [event] });
    await run('ranked', '2026-11-04');
    expect(await urgent()).toEqual([first]);
    const [lapsed] = await alerts().list({ region: 'ranked', state: 'lapsed' }, { limit: 10 });
    expect(lapsed).toMatchObject({ subject: { loanId: 'X1' }, decided: { why: 'the case is closed' } });
  });

  test('what was sold stays past due in the books, and nobody is told of it', async () => {
    await seed('sold', [{ loanId: 'D2', instalments: due(3) }]);
    const { orm } = bed.database;
    const sold = [{ loanId: 'D1', region: 'sold', instalments: due(3) }];
    await seedLoans({ orm, encryption: bed.encryption, loans: sold, today: DAY });
    await run('sold');
    expect(await raisedIn('sold')).toEqual([['D2', 'missed-payments']]);
  });

  test('goes on where it was cut off', async () => {
    await seed('cut', [
      { loanId: 'K1', instalments: due(3) },
      { loanId: 'K2', instalments: due(3) },
    ]);
    expect((await run('cut', DAY, { after: 'K1', raised: 1 })).raised).toBe(2);
    expect(await raisedIn('cut')).toEqual([['K2', 'missed-payments']]);
    expect((await run('cut')).raised).toBe(1);
  });

  test('what was dismissed comes back when it is worse', async () => {
    await seed('again', [
      { loanId: 'A1', instalments: [...due(3), { dueOn: '2026-11-10', amountMinor: 10_000 }] },
    ]);
    expect((await run('again')).raised).toBe(1);
    const [open] = await alerts().list({ region: 'again' }, { limit: 1 });
    await alerts().decide(open?.alertId ?? '', { state: 'dismissed', by: 'sup', why: 'known' }, bed.nowMs);
    expect((await run('again', '2026-11-05')).raised).toBe(0);
    // The third one has fallen due on the tenth.
    expect((await run('again', '2026-11-11')).raised).toBe(1);
  });

  test('a day that is caught up with knows nothing of what came later', async () => {
    await seed('late', [{ loanId: 'L1', instalments: due(3) }]);
    const pay = {
      id: 'L1-paid',
      loanId: 'L1' as LoanId,
      amountMinor: 30_000,
      paidAtMs: beijing(DAY, '15:00'),
    };
    await bookPayment(bed.database.pool, pay);
    const at = (now: string) => {
      bed.nowMs = beijing(now, '20:00');
      return (day: string) =>
        new MockActivityEnvironment().run(() => raiseAlerts(deps(), { region: 'late', day }, ZONE));
    };
    const later = at('2026-11-04');
    expect([await later(DAY), await later('2026-11-01')]).toEqual([{ raised: 0 }, { raised: 1 }]);
  });

  test('thresholds that a manager has published count from then on', async () => {
    await seed('strict', [{ loanId: 'S1', instalments: due(3) }]);
    const publish = (instalments: number) => {
      const rules = { ...BUILT_IN_LOAN_ALERTS, missedPayments: { instalments } };
      const publication = { by: 'mia', why: 'strict' };
      return new AlertPolicyRepository(bed.database.pool).publish(rules, publication, bed.nowMs);
    };
    await publish(3);
    expect((await run('strict')).raised).toBe(0);
    await publish(2);
    expect((await run('strict')).raised).toBe(1);
  });
});

test('nothing that says who somebody is gets into an alert', async () => {
  const { rows } = await bed.database.pool.query<{ text: string }>(
    'SELECT (a.*)::text AS text FROM risk_alerts a',
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { text } of rows) {
    for (const personal of ['Customer C-', 'C-W', '@example.com', '+86'])
      expect(text).not.toContain(personal);
  }
});
