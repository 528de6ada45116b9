import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDailyActivities } from '../../activities/daily.ts';
import type { RegionDay } from '../../activities/daily-types.ts';
import { buildApp } from '../../api/app.ts';
import { ContactHoursRepository } from '../../db/contact-hours-repository.ts';
import { ForecastRepository } from '../../db/forecast-repository.ts';
import { saveRoster } from '../../db/people-repository.ts';
import { ProvisionRepository } from '../../db/provision-repository.ts';
import { BUILT_IN_PROVISIONS } from '../../domain/finance/provision-policy.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { fakeApi } from '../api/fakes.ts';
import { beijing } from '../domain/fixtures.ts';
import { bookPayment, rate, timelineOf } from '../setup/case-records.ts';
import { seedLoans, type SeedLoan } from '../setup/seed.ts';
import { ActivityBed } from './bed.ts';

let bed: ActivityBed;
let app: ReturnType<typeof buildApp>;
beforeAll(async () => {
  bed = await ActivityBed.create();
  const { database, encryption } = bed;
  const clock = { now: () => bed.nowMs };
  app = buildApp({ database, encryption, clock, caseClient: fakeApi().caseClient });
});
afterAll(async () => {
  await app.close();
  await bed.close();
});

const get = async (url: string) => {
  const answer = await app.inject({ method: 'GET', url });
  return { status: answer.statusCode, body: answer.json<Record<string, never>>() };
};

async function seed(region: string, loans: SeedLoan[], daysPastDue: number, today = '2026-10-01') {
  const { encryption, database } = bed;
  const all = loans.map((loan) => ({ ...loan, region }));
  await seedLoans({ orm: database.orm, encryption, loans: all, today, daysPastDue });
}

/** Records the day before, as the run of a morning does. */
async function record(region: string, day: string): Promise<void> {
  bed.nowMs = beijing(day, '05:30');
  const { recordLoanDays } = createDailyActivities({
    ...{ pool: bed.pool, strategies: bed.strategies, policies: bed.policies, models: bed.models },
    channels: () => bed.sandbox,
    ...{ clock: { now: () => bed.nowMs }, caseClient: { start: () => Promise.resolve() } },
  });
  const environment = new MockActivityEnvironment({});
  await environment.run<[RegionDay], { loans: number }, typeof recordLoanDays>(recordLoanDays, {
    region,
    day,
  });
}

const pay = (loanId: string, paidAt: string, id = `P-${loanId}`) =>
  bookPayment(bed.pool, {
    ...{ id, loanId: loanId as LoanId, amountMinor: 50_000, paidAtMs: beijing(paidAt, '12:00') },
  });

describe('what was set aside', () => {
  test('is recorded by the rates of its day, and said by class and stage', async () => {
    // On 30 September: 10, 40 and 100 days past due, each of 500.00.
    await seed('prov', [{ loanId: 'V-10' }], 11);
    await seed('prov', [{ loanId: 'V-40' }], 41);
    await seed('prov', [{ loanId: 'V-100' }], 101);
    await bed.pool.query(`UPDATE loans SET secured = loan_id = 'V-100' WHERE loan_id LIKE 'V-%'`);
    const provisions = new ProvisionRepository(bed.pool);
    const rates = await provisions.publish(BUILT_IN_PROVISIONS, { by: 'mia', why: 'as before' }, bed.nowMs);
    await record('prov', '2026-10-01');
    const { status, body } = await get('/v1/provisions?region=prov&asOf=2026-09-30');
    expect([status, body]).toEqual([
      200,
      {
        ...{ region: 'prov', asOf: '2026-09-30', policyVersion: rates.version },
        currencies: [
          {
            currency: 'CNY',
            // 10 + 10 + 125; 45 + 168.75 + 175
            total: { loans: 3, balance: '1500.00', fiveCategories: '145.00', expectedCreditLoss: '388.75' },
            fiveCategories: [
              { assetClass: 'special-mention', loans: 2, balance: '1000.00', provision: '20.00' },
              { assetClass: 'substandard', loans: 1, balance: '500.00', provision: '125.00' },
            ],
            expectedCreditLoss: [
              { stage: 1, loans: 1, balance: '500.00', provision: '45.00' },
              { stage: 2, loans: 1, balance: '500.00', provision: '168.75' },
              { stage: 3, loans: 1, balance: '500.00', provision: '175.00' },
            ],
          },
        ],
      },
    ]);
  });

  test('goes by new rates from the day on which a manager has published them, and not before', async () => {
    await seed('rates', [{ loanId: 'N-1' }], 11);
    await record('rates', '2026-10-01');
    const before = (await new ProvisionRepository(bed.pool).newestPolicy()).version;
    await saveRoster(bed.pool, {
      teams: [{ teamId: 'head-office', region: 'head-office' }],
      users: [
        { userId: 'mia', teamId: 'head-office', role: 'manager' },
        { userId: 'sue', teamId: 'head-office', role: 'supervisor' },
      ],
    });
    const policy = structuredClone(BUILT_IN_PROVISIONS);
    policy.categories[1] = { assetClass: 'special-mention', fromDay: 1, provisionRate: 0.05 };
    const post = async (by: string) => {
      const headers = { 'x-actor': by };
      const payload = { policy, why: 'the regulator has asked for it' };
      const answer = await app.inject({ method: 'POST', url: '/v1/provision-policies', payload, headers });
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
    };
    expect(await post('sue')).toMatchObject({ status: 409, body: { code: 'Rejected.NotManager' } });
    expect(await post('mia')).toMatchObject({
      status: 201,
      body: { version: before + 1, publishedBy: 'mia', policy },
    });

    await record('rates', '2026-10-02');
    const totals = async (query: string) => {
      const { body } = await get(`/v1/provisions?region=rates${query}`);
      const { policyVersion, currencies } = body as unknown as {
        policyVersion: number;
        currencies: { total: { fiveCategories: string } }[];
      };
      return [policyVersion, currencies[0]?.total.fiveCategories];
    };
    expect(await totals('&asOf=2026-09-30')).toEqual([before, '10.00']);
    expect(await totals('')).toEqual([before + 1, '25.00']);

    const { items } = (await get('/v1/provision-policies')).body as unknown as { items: object[] };
    expect(items[0]).toMatchObject({ version: before + 1, why: 'the regulator has asked for it' });
    expect(items.at(-1)).toMatchObject({ version: 0, publishedAt: null });
    await expect(bed.pool.query('UPDATE provision_policies SET version = 2')).rejects.toThrow();
  });

  test('by rates that are looser than the law is refused, with a sentence', async () => {
    const policy = structuredClone(BUILT_IN_PROVISIONS);
    policy.categories[2] = { assetClass: 'substandard', fromDay: 120, provisionRate: 0.25 };
    const payload = { policy, why: 'x' };
    const answer = await app.inject({ method: 'POST', url: '/v1/provision-policies', payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('substandard begins on day 91 past due at the latest');
  });

  test('of a day that is not recorded is not guessed', async () => {
    await seed('known', [{ loanId: 'W-1' }], 11);
    await record('known', '2026-10-02');
    const answer = await get('/v1/provisions?region=known&asOf=2026-09-01');
    expect(answer).toMatchObject({
      status: 404,
      body: { detail: 'That day of region known is not recorded; the newest one is 2026-10-01.' },
    });
    expect(await get('/v1/provisions?region=nowhere')).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('No day of region nowhere is recorded yet') as string },
    });
  });

  test('is published in order by two at once', async () => {
    const provisions = new ProvisionRepository(bed.pool);
    const publication = { by: 'mia', why: 'both' };
    const published = await Promise.all(
      [0, 1, 2].map(() => provisions.publish(BUILT_IN_PROVISIONS, publication, bed.nowMs)),
    );
    const versions = published.map(({ version }) => version).sort();
    const [first = 0] = versions;
    expect(versions).toEqual([first, first + 1, first + 2]);
  });
});

describe('a forecast', () => {
  test('is made of what the loans of the region have done in the months that were recorded', async () => {
    // On 30 September: ten current, ten 10 days past due; by 30 October two are paid and eight have rolled on.
    const ids = (kind: string) => Array.from({ length: 10 }, (_, n) => ({ loanId: `${kind}-${n}` }));
    await seed('fore', ids('K'), -59);
    await seed('fore', ids('D'), 11);
    await record('fore', '2026-10-01');
    for (const loanId of ['D-0', 'D-1']) await pay(loanId, '2026-10-10');
    await record('fore', '2026-10-31');

    const facts = await new ForecastRepository(bed.pool).facts('fore', 12);
    expect(facts).toEqual({
      asOf: '2026-10-30',
      today: [
        { bucket: '31-60', currency: 'CNY', loans: 8, balanceMinor: 400_000 },
        { bucket: 'current', currency: 'CNY', loans: 12, balanceMinor: 500_000 },
      ],
      months: [
        {
          ago: 0,
          moves: [
            { from: '1-30', to: '31-60', loans: 8 },
            { from: '1-30', to: 'current', loans: 2 },
            { from: 'current', to: 'current', loans: 10 },
          ],
        },
      ],
    });

    const { status, body } = await get('/v1/forecast?region=fore&months=2');
    const forecast = body as unknown as {
      monthsSeen: number;
      note: string;
      rollRates: { from: string; loans: number; to: { bucket: string; share: number }[] }[];
      months: {
        on: string;
        buckets: { bucket: string; loans: Record<string, number>; balances: object[] }[];
      }[];
    };
    expect([status, forecast.monthsSeen, forecast.months.map(({ on }) => on)]).toEqual([
      ...[200, 1],
      ['2026-11-30', '2026-12-30'],
    ]);
    expect(forecast.note).toContain('Made of 1 month:');
    // ten seen and ten assumed: (2 + 6) / 20, 1.5 / 20, (8 + 2.5) / 20
    const row = forecast.rollRates.find(({ from }) => from === '1-30');
    expect([row?.loans, row?.to.slice(0, 3)]).toEqual([
      10,
      [
        { bucket: 'current', share: 0.4 },
        { bucket: '1-30', share: 0.075 },
        { bucket: '31-60', share: 0.525 },
      ],
    ]);
    // 12 x 0.985 stay and 8 x 0.3 come back, of 41.666.. each; balances by the same shares
    const current = forecast.months[0]?.buckets[0];
    expect(current?.loans).toMatchObject({ expected: 14.2 });
    expect(current?.balances).toEqual([{ currency: 'CNY', amount: '6125.00' }]);
  });

  test('of the whole bank takes each region on its newest day, and none that has ended', async () => {
    await seed('bank-a', [{ loanId: 'BA-1' }, { loanId: 'BA-2' }], 1);
    await seed('bank-b', [{ loanId: 'BB-1' }], 1);
    await seed('bank-gone', [{ loanId: 'BG-1' }], 1);
    await record('bank-gone', '2027-02-01');
    await record('bank-b', '2027-02-27');
    await record('bank-a', '2027-03-01');
    const facts = await new ForecastRepository(bed.pool).facts(undefined, 12);
    expect([facts?.asOf, facts?.today.map(({ loans }) => loans)]).toEqual(['2027-02-28', [3]]);
  });

  test('where nothing is recorded there is none', async () => {
    expect(await get('/v1/forecast?region=nowhere')).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('daily operations record each day') as string },
    });
    expect((await get('/v1/forecast?months=25')).status).toBe(400);
  });
});

describe('the score of a case', () => {
  test('is kept as it stands on the timeline, and is the newest one', async () => {
    bed.nowMs = beijing('2026-11-01', '12:00');
    const loanId = await bed.seed({ loanId: 'S-1' });
    const state = await bed.open(loanId);
    const kept = async () =>
      (
        await bed.pool.query<object>('SELECT probability, model FROM case_scores WHERE case_id = $1', [
          state.caseId,
        ])
      ).rows[0];
    const [opened] = await timelineOf(bed.pool, loanId);
    const { probability, model } = opened?.data ?? {};
    expect(await kept()).toEqual({ probability, model });

    await rate(bed.pool, loanId, 400);
    const { state: after } = await bed.activities().decide({
      ...{ loanId, state },
      events: [
        {
          ...{ type: 'rating', id: 'R-1', by: 'core', source: 'internal' },
          ...{ asOf: '2026-11-01', score: 400, grade: null },
        },
      ],
    });
    expect(after?.sequence).toBe(state.sequence + 1);
    const rescored = (await timelineOf(bed.pool, loanId)).findLast(({ type }) => type === 'rescored');
    expect(await kept()).toMatchObject({ probability: rescored?.data['probability'] });
    expect(rescored?.data['probability']).not.toBe(probability);
  });
});

describe('the best time to contact a customer', () => {
  /** 2 November 2026 is a Monday. */
  const contact = (name: string, { loanId, at, channel = 'voice', status = 'called', outcome }: Contact) =>
    bed.pool.query(
      `INSERT INTO contacts (contact_id, reserved_at, customer_id, loan_id, case_id, channel, purpose, script, rules,
         status, outcome)
       SELECT $1, $2, customer_id, loan_id, case_id, $4, 'collect', 's', '[]', $5, $6 FROM cases WHERE loan_id = $3`,
      [name, new Date(at), loanId, channel, status, outcome ?? null],
    );
  interface Contact {
    loanId: LoanId;
    at: number;
    channel?: string;
    status?: string;
    outcome?: string;
  }

  test('is counted by the customer’s clock, and what worked is what reached them or was paid upon', async () => {
    bed.nowMs = beijing('2026-11-01', '12:00');
    const mine = await bed.seed({ loanId: 'B-1', region: 'best' });
    const abroad = await bed.seed({ loanId: 'B-2', region: 'best', timezone: 'Asia/Tokyo' });
    for (const loanId of [mine, abroad]) await bed.open(loanId);
    const ten = beijing('2026-11-02', '10:15');
    await contact('b1', { loanId: mine, at: ten, outcome: 'promise' });
    await contact('b2', { loanId: mine, at: ten + 1, outcome: 'no-answer' });
    await contact('b3', { loanId: mine, at: ten + 2, status: 'held' });
    await contact('b4', { loanId: abroad, at: ten, outcome: 'hung-up' });
    await contact('b5', { loanId: mine, at: ten, channel: 'sms', status: 'sent' });
    await contact('b6', { loanId: abroad, at: ten, channel: 'sms', status: 'sent' });
    await contact('b7', { loanId: mine, at: ten, channel: 'email', status: 'failed' });
    // 47 hours 45 minutes after the message; the other customer pays too late
    await bookPayment(bed.pool, {
      id: 'B-p1',
      loanId: mine,
      amountMinor: 1,
      paidAtMs: beijing('2026-11-04', '10:00'),
    });
    await bookPayment(bed.pool, {
      id: 'B-p2',
      loanId: abroad,
      amountMinor: 1,
      paidAtMs: beijing('2026-11-04', '10:30'),
    });

    // In between a case has changed its tier.
    await bed.pool.query(`UPDATE cases SET tier = 'high' WHERE loan_id IN ('B-1', 'B-2')`);
    await record('best', '2026-11-06');
    await bed.pool.query(`UPDATE cases SET tier = 'low' WHERE loan_id IN ('B-1', 'B-2')`);
    // ... and the other customer has come into a segment.
    await bed.pool.query(
      `UPDATE case_scores s SET segment = 'S1' FROM cases k WHERE k.case_id = s.case_id AND k.loan_id = 'B-2'`,
    );
    await record('best', '2026-11-06');
    const hours = new ContactHoursRepository(bed.pool);
    const counted = await hours.ofRegion('best', '2026-11-02');
    const sorted = counted.toSorted((a, b) => a.channel.localeCompare(b.channel) || a.hour - b.hour);
    expect(sorted).toEqual([
      { tier: 'low', segment: '', channel: 'email', weekday: 1, hour: 10, tries: 1, successes: 0 },
      { tier: 'low', segment: '', channel: 'sms', weekday: 1, hour: 10, tries: 1, successes: 1 },
      { tier: 'low', segment: 'S1', channel: 'sms', weekday: 1, hour: 11, tries: 1, successes: 0 },
      { tier: 'low', segment: '', channel: 'voice', weekday: 1, hour: 10, tries: 2, successes: 1 },
      { tier: 'low', segment: 'S1', channel: 'voice', weekday: 1, hour: 11, tries: 1, successes: 0 },
    ]);
    expect(await hours.ofRegion('best', '2026-11-03')).toEqual([]);
    expect(await hours.ofRegion('elsewhere', '2026-11-02')).toEqual([]);
    const ofB2 = async (untilMs: number) =>
      (await hours.ofCustomers(['C-B-2' as CustomerId], { fromMs: ten - 1, untilMs })).get(
        'C-B-2' as CustomerId,
      ) ?? [];
    const own = await ofB2(bed.nowMs);
    expect(own.map(({ channel, hour, successes }) => [channel, hour, successes]).sort()).toEqual([
      ['sms', 11, 0],
      ['voice', 11, 0],
    ]);
    // A message that may still be answered has not failed.
    const nextDay = await ofB2(ten + 86_400_000);
    expect(nextDay.map(({ channel }) => channel)).toEqual(['voice']);

    // It is told for the channels and hours that are permitted, with the reason.
    const { status, body } = await get('/v1/customers/C-B-1/best-time');
    const { channels, ...head } = body as unknown as {
      channels: { channel: string; hours: { weekday: number; from: string; reason: string }[] }[];
    };
    expect([status, head]).toEqual([
      200,
      { customerId: 'C-B-1', loanId: 'B-1', tier: 'low', segment: null, zone: 'Asia/Shanghai' },
    ]);
    expect(channels.map(({ channel }) => channel).sort()).toEqual(['email', 'sms', 'voice']);
    const voice = channels.find(({ channel }) => channel === 'voice');
    expect(voice?.hours).toHaveLength(10);
    expect(voice?.hours[0]).toMatchObject({
      ...{ weekday: 1, from: '10:00' },
      reason: expect.stringContaining('1 of 2 calls to this customer reached them') as string,
    });
    // GB/T 45251: not before eight, not after ten at night
    for (const { hours } of channels) {
      for (const { from } of hours) expect(from >= '08:00' && from <= '21:00').toBe(true);
    }
  });

  test('of a customer without a case there is none', async () => {
    expect(await get('/v1/customers/nobody/best-time')).toMatchObject({
      status: 404,
      body: { detail: 'Customer nobody has no case; hours are told of customers with one.' },
    });
  });
});
