import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUCKETS } from '../../../domain/delinquency.ts';
import {
  addCounts,
  ASSUMED_ROLL_RATES,
  countMoves,
  roll,
  rollOn,
  rollRates,
} from '../../../domain/finance/roll-rates.ts';

const count = fc.integer({ min: 0, max: 1_000_000 });
const countsArbitrary = fc.array(fc.array(count, { minLength: BUCKETS.length, maxLength: BUCKETS.length }), {
  minLength: BUCKETS.length,
  maxLength: BUCKETS.length,
});
const sum = (row: readonly number[]) => row.reduce((a, b) => a + b, 0);

test('what is assumed sums to one for each bucket, and the later, the rarer a loan comes back', () => {
  for (const row of ASSUMED_ROLL_RATES) expect(sum(row)).toBeCloseTo(1, 12);
  const back = ASSUMED_ROLL_RATES.map(([current = 0]) => current);
  expect(back).toEqual(back.toSorted((a, b) => b - a));
});

describe('roll rates', () => {
  test('of 90 loans seen and 10 assumed', () => {
    const counts = countMoves([
      { from: '1-30', to: 'current', loans: 40 },
      { from: '1-30', to: '1-30', loans: 5 },
      { from: '1-30', to: '31-60', loans: 30 },
      { from: '1-30', to: '31-60', loans: 15 },
    ]);
    // (40 + 6) / 100, (5 + 1.5) / 100, (45 + 2.5) / 100
    const row = rollRates(counts)[1]?.map((rate) => Number(rate.toFixed(6)));
    expect(row).toEqual([0.46, 0.065, 0.475, 0, 0, 0, 0]);
  });

  test('of nothing are what is assumed', () => {
    rollRates(countMoves([])).forEach((row, i) =>
      row.forEach((rate, j) => expect(rate).toBeCloseTo(ASSUMED_ROLL_RATES[i]?.[j] ?? NaN, 12)),
    );
  });

  test('sum to one for each bucket, and each lies between what was seen and what is assumed', () => {
    fc.assert(
      fc.property(countsArbitrary, (counts) => {
        rollRates(counts).forEach((row, i) => {
          expect(sum(row)).toBeCloseTo(1, 9);
          const loans = sum(counts[i] ?? []);
          row.forEach((rate, j) => {
            const prior = ASSUMED_ROLL_RATES[i]?.[j] ?? 0;
            const seen = loans === 0 ? prior : (counts[i]?.[j] ?? 0) / loans;
            expect(rate).toBeGreaterThanOrEqual(Math.min(prior, seen) - 1e-12);
            expect(rate).toBeLessThanOrEqual(Math.max(prior, seen) + 1e-12);
          });
        });
      }),
    );
  });
});

test('counts of months add up', () => {
  const one = countMoves([{ from: 'current', to: '1-30', loans: 3 }]);
  const other = countMoves([
    { from: 'current', to: '1-30', loans: 4 },
    { from: '180+', to: '180+', loans: 2 },
  ]);
  const both = addCounts([one, other]);
  expect([both[0]?.[1], both[6]?.[6], sum(both.flat())]).toEqual([7, 2, 9]);
  expect(sum(addCounts([]).flat())).toBe(0);
});

describe('a month of rates', () => {
  test('moves loans, computed by hand', () => {
    const rates = rollRates(countMoves([]));
    // 100 current and 20 of 1-30: 97 + 12 current, 3 + 3 in 1-30, 5 in 31-60
    const after = roll([100, 20, 0, 0, 0, 0, 0], rates).map((loans) => Number(loans.toFixed(9)));
    expect(after).toEqual([109, 6, 5, 0, 0, 0, 0]);
  });

  test('loses none and makes none; two months at once are one after the other', () => {
    const loans = fc.array(count, { minLength: BUCKETS.length, maxLength: BUCKETS.length });
    fc.assert(
      fc.property(loans, countsArbitrary, countsArbitrary, (before, a, b) => {
        const [first, second] = [rollRates(a), rollRates(b)];
        const after = roll(roll(before, first), second);
        expect(sum(after)).toBeCloseTo(sum(before), 4);
        roll(before, rollOn(first, second)).forEach((value, at) =>
          expect(value).toBeCloseTo(after[at] ?? NaN, 4),
        );
      }),
    );
  });
});
