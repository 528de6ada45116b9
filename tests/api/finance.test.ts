import { afterEach, describe, expect, test } from 'vitest';
import type { ForecastFacts } from '../../db/forecast-repository.ts';
import type { DataPorts } from '../../api/ports.ts';
import { fakeApi, type Fakes } from './fakes.ts';

let api: Fakes;
afterEach(() => api.app.close());

async function get(url: string, data: Partial<DataPorts>) {
  api = fakeApi({ data });
  const answer = await api.app.inject({ method: 'GET', url });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

describe('GET /v1/forecast', () => {
  const facts = (months: number): ForecastFacts => ({
    asOf: '2026-10-31',
    today: [
      { bucket: 'current', currency: 'JPY', loans: 60, balanceMinor: 100_001 },
      { bucket: 'current', currency: 'CNY', loans: 40, balanceMinor: 1_000_000 },
    ],
    months: Array.from({ length: months }, (_, ago) => ({
      ago,
      moves: [{ from: 'current', to: 'current', loans: 99 }],
    })),
  });
  const forecast = (months: number, query = '') =>
    get(`/v1/forecast${query}`, { forecasts: { facts: () => Promise.resolve(facts(months)) } });

  test.each([
    [0, 'No month has been recorded from end to end yet: this is made of assumed roll rates alone.'],
    [1, 'Made of 1 month: how much months differ is hardly known, so the intervals are too narrow.'],
    [5, 'Made of 5 months: how much months differ is hardly known, so the intervals are too narrow.'],
    [6, 'Made of 6 months: months to come are taken to be like them.'],
  ])('of %i months says how far it is to be trusted', async (months, note) => {
    expect(await forecast(months)).toMatchObject({ status: 200, body: { monthsSeen: months, note } });
  });

  test('has money of each currency in its own units, and the ends of months where there is no such day', async () => {
    const { body } = await forecast(0, '?months=4');
    const months = body['months'] as {
      on: string;
      buckets: { loans: { expected: number; low: number; high: number }; balances: object[] }[];
    }[];
    expect(months.map(({ on }) => on)).toEqual(['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28']);
    // 97 % stay where they are, as is assumed
    const current = months[0]?.buckets[0];
    expect(current?.balances).toEqual([
      { currency: 'JPY', amount: '97001' },
      { currency: 'CNY', amount: '9700.00' },
    ]);
    expect(current?.loans.expected).toBe(97);
    expect(current?.loans.low).toBeLessThan(97);
    expect(current?.loans.high).toBeGreaterThan(97);
  });

  test('is of six months when nothing is said, and of at most twenty-four', async () => {
    expect((await forecast(1)).body['months']).toHaveLength(6);
    await api.app.close();
    expect((await forecast(1, '?months=25')).status).toBe(400);
  });
});

describe('GET /v1/provisions', () => {
  test('adds up classes and stages apart, by currency', async () => {
    const row = { currency: 'CNY', loans: 2, balanceMinor: 1_000, policyVersion: 3 };
    const ofDay = () =>
      Promise.resolve([
        { ...row, assetClass: 'normal' as const, stage: 1 as const, provisionMinor: 10, eclMinor: 15 },
        {
          ...row,
          assetClass: 'special-mention' as const,
          stage: 1 as const,
          provisionMinor: 20,
          eclMinor: 90,
        },
        {
          ...row,
          assetClass: 'special-mention' as const,
          stage: 2 as const,
          provisionMinor: 21,
          eclMinor: 337,
        },
      ]);
    const provisions = { ...fakeApi().data.provisions, ofDay };
    expect(await get('/v1/provisions?asOf=2026-10-31', { provisions })).toEqual({
      status: 200,
      body: {
        ...{ region: null, asOf: '2026-10-31', policyVersion: 3 },
        currencies: [
          {
            currency: 'CNY',
            total: { loans: 6, balance: '30.00', fiveCategories: '0.51', expectedCreditLoss: '4.42' },
            fiveCategories: [
              { assetClass: 'normal', loans: 2, balance: '10.00', provision: '0.10' },
              { assetClass: 'special-mention', loans: 4, balance: '20.00', provision: '0.41' },
            ],
            expectedCreditLoss: [
              { stage: 1, loans: 4, balance: '20.00', provision: '1.05' },
              { stage: 2, loans: 2, balance: '10.00', provision: '3.37' },
            ],
          },
        ],
      },
    });
  });
});
