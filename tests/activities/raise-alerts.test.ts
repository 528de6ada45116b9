import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RaisedAlerts } from '../../activities/daily-types.ts';
import { raiseAlerts } from '../../activities/raise-alerts.ts';
import { AlertPolicyRepository } from '../../db/alert-policy-repository.ts';
import { AlertRepository } from '../../db/alert-repository.ts';
import { CollateralRepository } from '../../db/collateral-repository.ts';
import { BUILT_IN_LOAN_ALERTS } from '../../domain/alerts/loan-rules.ts';
import { addDays } from '../../domain/calendar.ts';
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

async function seed(region: string, loans: SeedLoan[]) {
  const { orm } = bed.database;
  const all = loans.map((loan) => ({ ...loan, region }));
  await seedLoans({ orm, encryption: bed.encryption, loans: all, today: DAY });
}

async function run(region: string, day = DAY, resumeFrom?: { after: string; raised: number }) {
  bed.nowMs = beijing(day, '05:30');
  const env = new MockActivityEnvironment({ heartbeatDetails: resumeFrom });
  const beats: unknown[] = [];
  env.on('heartbeat', (details: unknown) => beats.push(details));
  const deps = { pool: bed.database.pool, clock: { now: () => bed.nowMs } };
  const { raised } = await env.run<[], RaisedAlerts, () => Promise<RaisedAlerts>>(() =>
    raiseAlerts(deps, { region, day }, ZONE),
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
  test('is looked at loan by loan, and nothing is told twice', async () => {
    await seed('west', [
      { loanId: 'W1', instalments: due(1) },
      { loanId: 'W2', instalments: due(2) },
      { loanId: 'W3', instalments: due(1), principalMinor: 100_000 },
      { loanId: 'W4', instalments: due(1) },
      { loanId: 'W5', instalments: [{ dueOn: addDays(DAY, 5), amountMinor: 10_000 }] },
    ]);
    await seed('elsewhere', [{ loanId: 'E1', instalments: due(3) }]);
    const outlook = new OutlookRepository(bed.database.pool);
    const rating = (loanId: string, asOf: string, score: number) => ({
      ...{ customerId: customerId(loanId), source: 'bureau', asOf, score, grade: null },
    });
    const debt = (asOf: string, totalMinor: number) => ({
      ...{ customerId: customerId('W3'), source: 'bureau', asOf, totalMinor, currency: 'CNY' },
    });
    await outlook.saveRatings([rating('W4', '2026-10-30', 600), rating('W4', '2026-06-30', 700)]);
    // Nothing is past due on W5 and it has no case: nobody would do anything.
    await outlook.saveRatings([rating('W5', '2026-10-30', 400), rating('W5', '2026-06-30', 700)]);
    await outlook.saveExternalDebts([debt('2026-10-30', 50_000), debt('2026-06-30', 10_000)]);
    await new CollateralRepository(bed.database.pool).save([
      ...[['2026-10-30', 11_000] as const, ['2026-06-30', 40_000] as const].map(([asOf, valueMinor]) => ({
        ...{ loanId: 'W1' as LoanId, asOf, valueMinor, currency: 'CNY', source: 'appraiser' },
      })),
    ]);
    const { raised, beats } = await run('west');
    expect(await raisedIn('west')).toEqual(
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

  test('what was sold stays past due in the books, and nobody is told of it', async () => {
    await seed('sold', [
      { loanId: 'D1', instalments: due(3) },
      { loanId: 'D2', instalments: due(3) },
    ]);
    await bed.database.pool.query(
      `INSERT INTO loan_changes (change_id, loan_id, change, effective_on, reported_by, reported_at)
       VALUES ('change-D1', 'D1', 'sold', $1, 'core', $2)`,
      [DAY, new Date(beijing(DAY, '04:00'))],
    );
    await run('sold');
    expect(await raisedIn('sold')).toEqual([['D2', 'missed-payments']]);
  });

  test('goes on where it was cut off', async () => {
    await seed('cut', [
      { loanId: 'K1', instalments: due(2) },
      { loanId: 'K2', instalments: due(2) },
    ]);
    expect((await run('cut', DAY, { after: 'K1', raised: 1 })).raised).toBe(2);
    expect(await raisedIn('cut')).toEqual([['K2', 'missed-payments']]);
    expect((await run('cut')).raised).toBe(1);
  });

  test('what was dismissed comes back when it is worse', async () => {
    await seed('again', [
      { loanId: 'A1', instalments: [...due(2), { dueOn: '2026-11-10', amountMinor: 10_000 }] },
    ]);
    expect((await run('again')).raised).toBe(1);
    const [open] = await alerts().list({ region: 'again' }, { limit: 1 });
    await alerts().decide(open?.alertId ?? '', { state: 'dismissed', by: 'sup', why: 'known' }, bed.nowMs);
    expect((await run('again', '2026-11-05')).raised).toBe(0);
    // The third one has fallen due on the tenth.
    expect((await run('again', '2026-11-11')).raised).toBe(1);
  });

  test('a day that is caught up with knows nothing of what came later', async () => {
    await seed('late', [{ loanId: 'L1', instalments: due(2) }]);
    const pay = {
      id: 'L1-paid',
      loanId: 'L1' as LoanId,
      amountMinor: 20_000,
      paidAtMs: beijing(DAY, '15:00'),
    };
    await bookPayment(bed.database.pool, pay);
    const at = (now: string) => {
      bed.nowMs = beijing(now, '20:00');
      const deps = { pool: bed.database.pool, clock: { now: () => bed.nowMs } };
      return (day: string) =>
        new MockActivityEnvironment().run(() => raiseAlerts(deps, { region: 'late', day }, ZONE));
    };
    const later = at('2026-11-04');
    expect([await later(DAY), await later('2026-11-01')]).toEqual([{ raised: 0 }, { raised: 1 }]);
  });

  test('thresholds that a manager has published count from then on', async () => {
    await seed('strict', [{ loanId: 'S1', instalments: due(1) }]);
    expect((await run('strict')).raised).toBe(0);
    const rules = { ...BUILT_IN_LOAN_ALERTS, missedPayments: { instalments: 1 } };
    await new AlertPolicyRepository(bed.database.pool).publish(
      rules,
      { by: 'mia', why: 'strict' },
      bed.nowMs,
    );
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
