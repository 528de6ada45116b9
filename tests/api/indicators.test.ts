import { describe, expect, test } from 'vitest';
import type { DataPorts } from '../../api/ports.ts';
import type { PersonRow } from '../../db/people-repository.ts';
import type { ProductDay } from '../../domain/alerts/portfolio/delinquency-alerts.ts';
import { addDays } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { call, post } from './calls.ts';
import { fakeApi } from './fakes.ts';

const figure = {
  indicator: 'unemployment',
  region: 'east',
  asOf: '2026-10-31',
  value: 6.2,
  source: 'office',
};
const valuation = {
  ...{ loanId: 'L1', asOf: '2026-10-31', source: 'surveyor' },
  value: { amount: '25000.00', currency: 'CNY' },
};

const SOMEBODY: PersonRow = {
  ...{
    userId: 'mia',
    name: 'Mia',
    teamId: 'T1',
    role: 'manager',
    active: true,
    region: 'east',
    openTasks: 0,
  },
  ...{ regions: [], languages: [], skills: [], products: [], tiers: [], authorityMinor: null, shifts: [] },
  capacity: null,
};

/** What is stored is kept, in order. */
function api(changes: Partial<DataPorts> = {}) {
  const saved: unknown[] = [];
  const save = (rows: readonly unknown[]) => Promise.resolve(void saved.push(...rows));
  const { data } = fakeApi();
  const indicators = { ...data.indicators, save };
  const collateral = { ...data.collateral, save };
  return { ...fakeApi({ data: { indicators, collateral, ...changes } }), saved };
}

const codes = (results: readonly Record<string, unknown>[]) =>
  results.map(({ problem }) => (problem as { code: string } | undefined)?.code);

describe('POST /v1/indicators', () => {
  test('one, without a region: of all that have none of their own', async () => {
    const fakes = api();
    const { region, ...national } = figure;
    const { status, body } = await call(fakes, post('/v1/indicators', national));
    expect([status, body]).toEqual([
      202,
      { accepted: 1, rejected: 0, results: [{ index: 0, status: 'accepted' }] },
    ]);
    expect([region, fakes.saved]).toEqual(['east', [{ ...figure, region: '' }]]);
  });

  test('a batch: what no database keeps is rejected alone, and the others are stored', async () => {
    const items = [{ ...figure, source: 'off\0ice' }, { ...figure, asOf: '0000-01-01' }, figure];
    const fakes = api();
    const { status, body } = await call(fakes, post('/v1/indicators', items));
    expect([status, ...codes(body.results)]).toEqual([202, 'InvalidInput', 'InvalidInput', undefined]);
    expect(fakes.saved).toEqual([figure]);
  });

  test('a batch: what is wrong is rejected alone, of the same day the last one is kept', async () => {
    const items = [
      figure,
      { ...figure, value: '6' },
      { ...figure, asOf: '2026-12-01' },
      { ...figure, indicator: 'x'.repeat(51) },
      { ...figure, value: -0.5 },
    ];
    const fakes = api();
    const { body } = await call(fakes, post('/v1/indicators', items));
    expect(codes(body.results)).toEqual([
      undefined,
      'InvalidInput',
      'InvalidInput',
      'InvalidInput',
      undefined,
    ]);
    expect(fakes.saved).toEqual([{ ...figure, value: -0.5 }]);
  });
});

describe('POST /v1/indicator-rules', () => {
  const rule = {
    id: 'jobless-6',
    indicator: 'unemployment',
    when: { kind: 'above', value: 6 },
    level: 'watch',
  };
  const publish = (body: object, role: 'manager' | 'supervisor') => {
    const { data } = fakeApi();
    const person = (userId: string) => Promise.resolve({ ...SOMEBODY, userId, role });
    const indicators: DataPorts['indicators'] = {
      ...data.indicators,
      publish: (rules, { by, why }, now) =>
        Promise.resolve({ version: 1, rules, publishedBy: by, publishedAtMs: now, why }),
    };
    const fakes = api({ people: { ...data.people, person }, indicators });
    return call(fakes, post('/v1/indicator-rules', body, { 'x-actor': 'mia' }));
  };

  test('is for managers', async () => {
    const body = { rules: [rule], why: 'as agreed' };
    expect(await publish(body, 'manager')).toMatchObject({
      ...{ status: 201, body: { version: 1, rules: [rule], publishedBy: 'mia', why: 'as agreed' } },
    });
    expect(await publish(body, 'supervisor')).toMatchObject({
      status: 409,
      body: {
        code: 'Rejected.NotManager',
        detail: 'Only a manager publishes rules for indicators; mia is a supervisor.',
      },
    });
  });

  test.each([
    ['a level that there is not', { ...rule, level: 'doom' }],
    ['a change of nothing', { ...rule, when: { kind: 'rise', by: 0, unit: 'points', periods: 1 } }],
  ])('%s: 400', async (_what, bad) => {
    expect((await publish({ rules: [bad], why: 'x' }, 'manager')).status).toBe(400);
  });
});

describe('POST /v1/collateral-valuations', () => {
  test('is in the currency of a loan that is known', async () => {
    const items = [
      valuation,
      { ...valuation, loanId: 'L9' },
      { ...valuation, value: { amount: '1.00', currency: 'USD' } },
      { ...valuation, value: { amount: '1.001', currency: 'CNY' } },
      { ...valuation, loanId: 'J1', value: { amount: '700', currency: 'JPY' } },
    ];
    const fakes = api();
    const { body } = await call(fakes, post('/v1/collateral-valuations', items));
    expect(codes(body.results)).toEqual([undefined, 'NotFound', 'InvalidInput', 'InvalidInput', undefined]);
    expect(fakes.saved).toMatchObject([
      { loanId: 'L1', valueMinor: 2_500_000, currency: 'CNY' },
      { loanId: 'J1', valueMinor: 700, currency: 'JPY' },
    ]);
  });

  test('and a case says what its loan is secured by, and how far', async () => {
    const of = { loanId: 'L1' as LoanId, currency: 'CNY', source: 'surveyor' };
    const collateral: DataPorts['collateral'] = {
      save: () => Promise.resolve(),
      ofLoan: () =>
        Promise.resolve({
          newest: { ...of, asOf: '2026-10-31', valueMinor: 2_000_000 },
          before: { ...of, asOf: '2025-10-31', valueMinor: 2_500_000 },
          balance: { balanceMinor: 1_500_000, day: '2026-10-30' },
        }),
    };
    const { body } = await call(api({ collateral }), { url: '/v1/cases/L1' });
    expect(body['collateral']).toEqual({
      newest: { value: { amount: '20000.00', currency: 'CNY' }, asOf: '2026-10-31', source: 'surveyor' },
      before: { value: { amount: '25000.00', currency: 'CNY' }, asOf: '2025-10-31', source: 'surveyor' },
      balance: { amount: { amount: '15000.00', currency: 'CNY' }, day: '2026-10-30' },
      loanToValue: 0.75,
    });
    expect((await call(api(), { url: '/v1/cases/L1' })).body['collateral']).toBeNull();
  });
});

describe('GET /v1/portfolio/control-charts', () => {
  const LAST = '2026-10-31';
  const days = Array.from({ length: 68 }, (_, index): ProductDay[] =>
    ['card', 'car'].map((product) => ({
      ...{ day: addDays(LAST, index - 67), product, loans: 1_000, fellDue: 10, newlyPastDue: 1 },
      over30: index === 67 ? 70 : 49 + (index % 3),
    })),
  ).flat();
  const productDays: DataPorts['productDays'] = {
    forChart: (region, asOf) =>
      Promise.resolve(region === 'east' ? days.filter(({ day }) => day <= asOf) : []),
    newestDay: (region) => Promise.resolve(region === 'east' ? LAST : undefined),
  };
  const get = (query: string) => call(api({ productDays }), { url: `/v1/portfolio/control-charts?${query}` });

  interface Chart {
    measure: string;
    note: string;
    missingDays: number;
    mean: number | null;
    base: object | null;
    points: { day: string; share: number; limit: number | null; signals: string[] }[];
  }

  test('has points, mean, limits and signals of both shares, or how many days are missing', async () => {
    const { status, body } = await get('region=east');
    expect([status, body['asOf'], body['products'], body['product']]).toEqual([
      200,
      LAST,
      ['car', 'card'],
      null,
    ]);
    const [late, fresh] = body['charts'] as [Chart, Chart];
    expect(late).toMatchObject({
      ...{ measure: 'over-30', missingDays: 0, mean: 0.05 },
      base: { from: addDays(LAST, -67), to: addDays(LAST, -8), days: 60 },
    });
    expect(late.points).toHaveLength(68);
    expect(late.points.at(-1)).toMatchObject({ day: LAST, share: 0.07, signals: ['beyond-3-sigma'] });
    expect(fresh).toMatchObject({ measure: 'newly-past-due', missingDays: 30, mean: null, base: null });
    expect(fresh.points.at(-1)).toMatchObject({ share: 0.1, limit: null, signals: [] });
  });

  test('is of one product, and as of a day, when that is asked for', async () => {
    const { body } = await get(`region=east&product=car&asOf=${addDays(LAST, -1)}`);
    const [late] = body['charts'] as [Chart];
    expect(late.points.at(-1)).toMatchObject({ day: addDays(LAST, -1), of: 1_000, signals: [] });
  });

  test.each([
    ['region=west', 404, 'No day of region west is recorded'],
    ['region=east&product=boat', 404, 'Region east has no loans of product boat; it has car, card'],
    ['region=east&asOf=2020-01-01', 404, `the newest one is ${LAST}`],
    ['', 400, ''],
  ])('%s: %i', async (query, status, detail) => {
    const answer = await get(query);
    expect(answer.status).toBe(status);
    expect(String(answer.body['detail'])).toContain(detail);
  });
});
