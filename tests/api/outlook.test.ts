import { describe, expect, test } from 'vitest';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { call, post } from './calls.ts';
import { fakeApi } from './fakes.ts';

const rating = { customerId: 'C1', source: 'internal', asOf: '2026-10-31', score: 512 };
const debt = {
  ...{ customerId: 'C1', source: 'bureau', asOf: '2026-10-31' },
  total: { amount: '90000.00', currency: 'CNY' },
};
const alert = {
  region: 'east',
  indicator: 'unemployment',
  level: 'severe',
  asOf: '2026-10-31',
  source: 'desk',
};

/** C1 has open cases on L1, which runs, and L3, whose workflow has just ended. */
function api() {
  const saved: unknown[] = [];
  const save = (rows: readonly unknown[]) => {
    saved.push(...rows);
    return Promise.resolve();
  };
  const cases = [
    { customerId: 'C1' as CustomerId, loanId: 'L1' as LoanId, currency: 'CNY' },
    { customerId: 'C1' as CustomerId, loanId: 'L3' as LoanId, currency: 'USD' },
  ];
  const fakes = fakeApi();
  const outlook = {
    ...fakes.data.outlook,
    saveRatings: save,
    saveExternalDebts: save,
    saveMacroAlerts: save,
    openCases: (ids: readonly CustomerId[]) =>
      Promise.resolve(cases.filter(({ customerId }) => ids.includes(customerId))),
  };
  return { ...fakeApi({ data: { outlook } }), saved };
}

describe('POST /v1/ratings', () => {
  test('one: kept, and every open case of the customer told', async () => {
    const fakes = api();
    const { status, body } = await call(fakes, post('/v1/ratings', rating, { 'x-actor': 'bureau' }));
    expect([status, body]).toEqual([
      202,
      { accepted: 1, rejected: 0, results: [{ index: 0, status: 'accepted', casesTold: 1 }] },
    ]);
    expect(fakes.saved).toEqual([{ ...rating, grade: null }]);
    expect(fakes.calls.map(({ loanId, event }) => [loanId, event['type'], event['by']])).toEqual([
      ['L1', 'rating', 'bureau'],
      ['L3', 'rating', 'bureau'],
    ]);
  });

  test('a batch: each item has its own result, what is wrong is rejected alone', async () => {
    const items = [
      rating,
      { ...rating, customerId: 'C9' },
      { ...rating, score: undefined },
      { ...rating, asOf: '2026-12-01' },
      { ...rating, score: 1.5 },
    ];
    const fakes = api();
    const { body } = await call(fakes, post('/v1/ratings', items));
    expect(body).toMatchObject({ accepted: 1, rejected: 4 });
    expect(body.results.map((result) => (result['problem'] as { code: string } | undefined)?.code)).toEqual([
      undefined,
      'NotFound',
      'InvalidInput',
      'InvalidInput',
      'InvalidInput',
    ]);
    expect(fakes.saved).toHaveLength(1);
  });

  test('the same day and source twice: the last one is kept', async () => {
    const fakes = api();
    await call(fakes, post('/v1/ratings', [rating, { ...rating, score: 600 }]));
    expect(fakes.saved).toEqual([{ ...rating, score: 600, grade: null }]);
  });

  test('the same report again is the same event', async () => {
    const fakes = api();
    await call(fakes, post('/v1/ratings', rating));
    await call(fakes, post('/v1/ratings', rating));
    const ids = fakes.calls.map(({ event }) => event['id']);
    expect(new Set(ids).size).toBe(1);
  });

  test.each([
    ['none', []],
    ['too many', Array.from({ length: 1001 }, () => rating)],
  ])('%s: 400', async (_name, items) => {
    expect((await call(api(), post('/v1/ratings', items))).status).toBe(400);
  });
});

describe('POST /v1/external-debts', () => {
  test('tells the cases in that currency', async () => {
    const fakes = api();
    const { body } = await call(fakes, post('/v1/external-debts', debt));
    expect(body.results).toMatchObject([{ status: 'accepted', casesTold: 1 }]);
    expect(fakes.calls).toMatchObject([
      { loanId: 'L1', event: { type: 'external-debt', totalMinor: 9_000_000 } },
    ]);
    expect(fakes.saved).toMatchObject([{ totalMinor: 9_000_000, currency: 'CNY' }]);
  });
});

describe('POST /v1/macro-alerts', () => {
  test('has every open case of the region told, and does not wait for that', async () => {
    const fakes = api();
    const { status, body } = await call(
      fakes,
      post('/v1/macro-alerts', [alert, { ...alert, region: 'west' }]),
    );
    expect([status, body.results]).toEqual([
      202,
      [
        { index: 0, status: 'accepted' },
        { index: 1, status: 'accepted' },
      ],
    ]);
    const id = 'macro-alert:unemployment:2026-10-31:severe';
    expect(fakes.calls).toMatchObject([
      { method: 'tellRegion', loanId: 'east', event: { type: 'macro-alert', id, level: 'severe' } },
      { method: 'tellRegion', loanId: 'west', event: { id } },
    ]);
  });

  test('of a level that there is not: rejected', async () => {
    const { body } = await call(api(), post('/v1/macro-alerts', [{ ...alert, level: 'doom' }]));
    expect(body.results).toMatchObject([{ status: 'rejected', problem: { code: 'InvalidInput' } }]);
  });
});
