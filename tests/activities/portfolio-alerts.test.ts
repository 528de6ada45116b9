import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raiseAlerts } from '../../activities/raise-alerts.ts';
import { buildApp } from '../../api/app.ts';
import { AlertRepository } from '../../db/alert-repository.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { DailyRepository } from '../../db/daily-repository.ts';
import { IndicatorRepository } from '../../db/indicator-repository.ts';
import { OutlookRepository } from '../../db/outlook-repository.ts';
import { saveRoster } from '../../db/people-repository.ts';
import { ProductDaysRepository } from '../../db/product-days-repository.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import type { IndicatorRule } from '../../domain/alerts/portfolio/indicator-rule.ts';
import { addDays, type IsoDate } from '../../domain/calendar.ts';
import { fakeApi } from '../api/fakes.ts';
import { beijing } from '../domain/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { seedLoans, testEncryption } from '../setup/seed.ts';

let test_: TestDatabase;
let database: Database;
beforeAll(async () => {
  test_ = await createTestDatabase();
  database = createDatabase(test_.url);
  await saveRoster(database.pool, {
    teams: [{ teamId: 'head-office', region: 'head-office' }],
    users: [{ userId: 'sue', teamId: 'head-office', role: 'supervisor' }],
  });
});
afterAll(async () => {
  await database.close();
  await test_.drop();
});

/** The day that daily operations run on: the one before is the last that is recorded. */
const TODAY = '2026-11-02';
const ENDED = addDays(TODAY, -1);

/** Runs it as daily operations do. @returns how many alerts are new */
async function raise(region: string, day = TODAY): Promise<number> {
  const clock = { now: () => beijing(day, '05:30') };
  const deps = { pool: database.pool, strategies: new StrategyRepository(database.orm), clock };
  const { raised } = await new MockActivityEnvironment({}).run<
    [],
    { raised: number },
    () => Promise<{ raised: number }>
  >(() => raiseAlerts(deps, { region, day }, 'Asia/Shanghai'));
  return raised;
}

const alertsOf = (region: string) => new AlertRepository(database.pool).list({ region }, { limit: 10 });

/** Writes the days up to the last of 500 loans of each product, of which so many are 31 days past due. */
async function record(
  region: string,
  days: number,
  late: (product: string, day: IsoDate, index: number) => number,
) {
  for (let index = 0; index < days; index += 1) {
    const day = addDays(ENDED, index - days + 1);
    for (const product of ['card', 'car']) {
      await database.pool.query(
        `INSERT INTO loan_days (day, loan_id, region, product, currency, days_past_due, bucket, balance_minor, past_due_minor,
           asset_class, provision_minor)
         SELECT $1::date, $2 || '-' || $3 || n, $2, $3, 'CNY', CASE WHEN n <= $4 THEN 31 ELSE 0 END, 'x', 1, 1, 'x', 1
         FROM generate_series(1, 500) n`,
        [day, region, product, late(product, day, index)],
      );
    }
    await new DailyRepository(database.pool).rollUp(day, region, 0);
  }
}

describe('a region whose loans are past due as usual for 60 days', () => {
  test('and half as many again on the last: exactly one alert, and none more when it runs again', async () => {
    await record('jump', 68, (_product, day, index) => (day === ENDED ? 38 : 24 + (index % 3)));
    expect(await raise('jump')).toBe(1);
    expect(await raise('jump')).toBe(0);
    expect(await alertsOf('jump')).toMatchObject([
      {
        alertId: `delinquency-jump:jump:${ENDED}`,
        figures: {
          ...{ indicator: 'delinquency', level: 'severe', asOf: ENDED, source: 'control-chart' },
          ...{ measure: 'over-30', hits: 76, of: 1_000, signal: 'beyond-3-sigma' },
        },
        proposes: 'tell-region',
        state: 'open',
      },
    ]);
  });

  test('and on the last as well: none', async () => {
    await record('calm', 68, (_product, _day, index) => 24 + (index % 3));
    expect(await raise('calm')).toBe(0);
  });

  test('but for one product: the alert is of that', async () => {
    // 31 of 500 are beyond its limit of 28.5; the region's 56 of 1,000 are not beyond 57.
    await record('part', 68, (product, day, index) =>
      product === 'car' && day === ENDED ? 31 : 24 + (index % 3),
    );
    expect(await raise('part')).toBe(1);
    expect((await alertsOf('part')).map(({ alertId }) => alertId)).toEqual([
      `delinquency-jump:part/car:${ENDED}`,
    ]);
  });

  test('of too few days: none yet', async () => {
    await record('young', 20, (_product, day, index) => (day === ENDED ? 60 : 24 + (index % 3)));
    expect(await raise('young')).toBe(0);
  });
});

describe('what charts are made of', () => {
  const days = async (region: string) => new ProductDaysRepository(database.pool).forChart(region, ENDED);

  test('counts who fell due the day before, and who of them is past due since', async () => {
    const due = (before: number) => ({ dueOn: addDays(ENDED, -before), amountMinor: 50_000 });
    const loans = [
      { loanId: 'D-late', instalments: [due(1)] },
      { loanId: 'D-paid', instalments: [due(1)] },
      { loanId: 'D-long-late', instalments: [due(32), due(1)] },
      { loanId: 'D-not-due', instalments: [due(0)] },
    ].map((loan) => ({ ...loan, region: 'due' }));
    await seedLoans({ orm: database.orm, encryption: testEncryption(), loans, today: TODAY });
    const of = { region: 'due', product: 'card', currency: 'CNY', bucket: 'x' };
    const pastDue = { 'D-late': 1, 'D-paid': 0, 'D-long-late': 32, 'D-not-due': 0 };
    for (const [loanId, daysPastDue] of Object.entries(pastDue)) {
      await database.pool.query(
        `INSERT INTO loan_days (day, loan_id, region, product, currency, days_past_due, bucket, balance_minor, past_due_minor,
           asset_class, provision_minor) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, 1, 'x', 1)`,
        [ENDED, loanId, of.region, of.product, of.currency, daysPastDue, of.bucket],
      );
    }
    const daily = new DailyRepository(database.pool);
    await daily.rollUp(ENDED, 'due', 0);
    await daily.rollUp(ENDED, 'due', 0);
    expect(await days('due')).toEqual([
      { day: ENDED, product: 'card', loans: 4, over30: 1, fellDue: 2, newlyPastDue: 1 },
    ]);
  });

  test('is made up for days that were recorded before it was counted', async () => {
    await record('before', 3, () => 10);
    const whole = await days('before');
    await database.pool.query(`DELETE FROM product_days WHERE region = 'before' AND day < $1`, [ENDED]);
    await new DailyRepository(database.pool).rollUp(ENDED, 'before', 0);
    expect([whole.length, await days('before')]).toEqual([6, whole]);
  });
});

describe('indicators', () => {
  const rules: IndicatorRule[] = [
    { id: 'jobless-6', indicator: 'unemployment', when: { kind: 'above', value: 6 }, level: 'watch' },
    {
      ...{ id: 'jobless-up', indicator: 'unemployment', level: 'severe' },
      when: { kind: 'rise', by: 1, unit: 'points', periods: 2 },
    },
  ];
  const report = (region: string, asOf: IsoDate, value: number) =>
    new IndicatorRepository(database.pool).save([
      { indicator: 'unemployment', region, asOf, value, source: 'office' },
    ]);
  /** A supervisor takes the open alert. @returns what the cases of the region hear */
  const take = async (region: string) => {
    const [open] = (await alertsOf(region)).filter(({ state }) => state === 'open');
    if (!open) throw new Error('there is no open alert');
    const { calls, caseClient } = fakeApi();
    const clock = { now: () => beijing(open.day, '09:00') };
    const app = buildApp({ database, encryption: testEncryption(), clock, caseClient });
    const url = `/v1/alerts/${encodeURIComponent(open.alertId)}/take`;
    const headers = { 'x-actor': 'sue' };
    const answer = await app.inject({ method: 'POST', url, payload: { why: 'it is so' }, headers });
    await app.close();
    expect(answer.statusCode).toBe(200);
    return calls.map(({ method, loanId, event }) => [
      method,
      loanId,
      event['indicator'],
      event['level'],
      event['asOf'],
    ]);
  };

  test('without rules say nothing; with them a region is told, told worse, and told that it is over', async () => {
    await report('', '2026-08-31', 5.5);
    await report('', '2026-09-30', 6.2);
    expect(await raise('econ')).toBe(0);
    await new IndicatorRepository(database.pool).publish(
      rules,
      { by: 'mia', why: 'as agreed' },
      beijing(TODAY, '05:00'),
    );
    expect(await raise('econ')).toBe(1);
    expect(await raise('econ')).toBe(0);
    expect(await take('econ')).toEqual([['tellRegion', 'econ', 'unemployment', 'watch', '2026-09-30']]);
    expect(await raise('econ', '2026-11-03')).toBe(0);
    // Two periods back it was 5.5.
    await report('', '2026-10-31', 6.6);
    expect(await raise('econ', '2026-11-04')).toBe(1);
    expect(await take('econ')).toEqual([['tellRegion', 'econ', 'unemployment', 'severe', '2026-10-31']]);
    await report('', '2026-11-30', 5.9);
    expect(await raise('econ', '2026-12-01')).toBe(1);
    const [back] = await alertsOf('econ');
    expect(back?.why).toBe(
      "econ was told 'severe' of unemployment as of 2026-10-31; unemployment is 5.9 as of 2026-11-30: none of its rules holds: it can be told 'none'.",
    );
    expect(await take('econ')).toEqual([['tellRegion', 'econ', 'unemployment', 'none', '2026-11-30']]);
    expect(await raise('econ', '2026-12-02')).toBe(0);
  });

  test('a region with a series of its own goes by that', async () => {
    await report('own', '2026-09-30', 4);
    expect(await raise('own')).toBe(0);
  });

  test('what somebody else has told is not taken back', async () => {
    await report('desk', '2026-10-31', 4);
    await new OutlookRepository(database.pool).saveMacroAlerts([
      {
        region: 'desk',
        indicator: 'unemployment',
        asOf: '2026-10-31',
        level: 'severe',
        source: 'economists',
      },
    ]);
    expect(await raise('desk')).toBe(0);
  });
});
