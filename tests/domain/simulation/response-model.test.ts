import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareBy, estimateOf } from '../../../domain/simulation/compare.ts';
import { estimateHazard } from '../../../domain/simulation/estimate-hazard.ts';
import {
  ASSUMED_RESPONSE,
  daysToPayment,
  hazardAt,
  responseModelSchema,
  riskOf,
} from '../../../domain/simulation/response-model.ts';
import { Tally } from '../../../domain/simulation/tally.ts';
import { beijing } from '../fixtures.ts';
import { madeUpCustomer } from './fixtures.ts';

const bands = [
  { fromDay: 0, perDay: 0.1 },
  { fromDay: 10, perDay: 0.2 },
];

describe('when a customer pays without being asked', () => {
  test.each([
    [0, 0.5, 5],
    [5, 0.5, 5],
    [5, 1, 7.5],
    [20, 1, 5],
    [0, 0, 0],
  ])('%d days late, exposure %d: after %d days', (late, exposure, days) => {
    expect(daysToPayment(bands, late, exposure)).toBeCloseTo(days, 9);
  });

  test('never, where nobody does', () => {
    expect(daysToPayment([{ fromDay: 0, perDay: 0 }], 3, 0.1)).toBe(Infinity);
    expect(daysToPayment([...bands, { fromDay: 20, perDay: 0 }], 0, 10)).toBe(Infinity);
  });

  test('later for more exposure, and the hazard on the way adds up to it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        (late, exposure) => {
          const days = daysToPayment(ASSUMED_RESPONSE.hazard, late, exposure);
          const step = days / 20_000;
          let sum = 0;
          for (let at = 0; at < 20_000; at += 1) {
            sum += step * hazardAt(ASSUMED_RESPONSE.hazard, late + (at + 0.5) * step);
          }
          expect(sum / exposure).toBeCloseTo(1, 2);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('how customers respond, as data', () => {
  test('what a file leaves out is as assumed', () => {
    const parsed = responseModelSchema.parse({ brings: { sms: 0.5 } });
    expect(parsed).toEqual({ ...ASSUMED_RESPONSE, brings: { ...ASSUMED_RESPONSE.brings, sms: 0.5 } });
  });

  test.each([
    [{ brings: { sms: 1.5 } }],
    [{ hazard: [] }],
    [{ hazard: [bands[1], bands[0]] }],
    [{ calls: { rightParty: [0.5] } }],
    [{ brigns: {} }],
  ])('%j is refused', (data) => {
    expect(responseModelSchema.safeParse(data).success).toBe(false);
  });

  test.each([
    [0.7, 'low'],
    [0.699, 'middle'],
    [0.4, 'middle'],
    [0.399, 'high'],
  ])('a probability of %d is %s risk', (probability, risk) => {
    expect(riskOf(probability)).toBe(risk);
  });
});

describe('estimated from history', () => {
  const [loan] = madeUpCustomer(1).loans;
  const history = (payments: { on: string; amountMinor: number }[], loans = 1) =>
    Array.from({ length: loans }, () => ({
      loans: [
        {
          ...loan!,
          instalments: [{ dueOn: '2026-01-10', amountMinor: 1000 }],
          payments: payments.map(({ on, amountMinor }) => ({ paidAtMs: beijing(on, '12:00'), amountMinor })),
        },
      ],
    }));

  test('counts days of lateness and payments by band', () => {
    const { observed } = estimateHazard(
      history([{ on: '2026-01-25', amountMinor: 1000 }]),
      bands,
      '2026-03-01',
    );
    expect(observed).toEqual([
      { days: 10, payments: 0 },
      { days: 5, payments: 1 },
    ]);
  });

  test('a part leaves the loan late', () => {
    const paid = [{ on: '2026-01-15', amountMinor: 400 }];
    const { observed } = estimateHazard(history(paid), bands, '2026-01-30');
    expect(observed).toEqual([
      { days: 10, payments: 1 },
      { days: 10, payments: 0 },
    ]);
  });

  test('what is paid before it is due is no payment of anybody late', () => {
    const paid = [{ on: '2026-01-05', amountMinor: 1000 }];
    const { observed } = estimateHazard(history(paid), bands, '2026-03-01');
    expect(observed.map(({ payments, days }) => [payments, days])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('without history it is what is assumed; with much of it, what was seen', () => {
    expect(estimateHazard([], bands, '2026-03-01').bands).toEqual(bands);
    const paid = [{ on: '2026-01-11', amountMinor: 1000 }];
    const [first] = estimateHazard(history(paid, 20_000), bands, '2026-03-01').bands;
    expect(first!.perDay).toBeGreaterThan(0.9);
  });
});

describe('what chance allows', () => {
  test('mean and interval of a few values', () => {
    const { mean, low, high } = estimateOf([1, 2, 3]);
    expect(mean).toBe(2);
    expect([low, high]).toEqual([expect.closeTo(-0.484, 2), expect.closeTo(4.484, 2)]);
  });

  test('of one value nothing is known', () => {
    expect(estimateOf([7])).toEqual({ mean: 7, low: -Infinity, high: Infinity });
  });

  test('a difference is taken seed by seed', () => {
    const tally = (amount: number) => {
      const made = new Tally(1);
      made.add('cures', 'low', 0, amount);
      return made;
    };
    const pairs = [10, 200, 3000].map((base) => [tally(base + 1), tally(base)] as const);
    expect(compareBy(pairs, (one) => one.total('cures')).difference).toEqual({ mean: 1, low: 1, high: 1 });
  });

  test('what happens outside the days is not counted', () => {
    const tally = new Tally(2);
    for (const day of [-1, 0, 1, 2]) tally.add('sms', 'low', day);
    expect(tally.total('sms')).toBe(2);
  });
});
