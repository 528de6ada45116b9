import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUCKETS } from '../../../domain/delinquency.ts';
import { drawShares } from '../../../domain/finance/dirichlet.ts';
import { forecastBuckets } from '../../../domain/finance/forecast.ts';
import { addCounts, countMoves, roll, rollRates } from '../../../domain/finance/roll-rates.ts';
import { random } from '../../../domain/portfolio/random.ts';

const sum = (row: readonly number[]) => row.reduce((a, b) => a + b, 0);

describe('shares that are drawn', () => {
  test('sum to one, and never go where nothing was seen', () => {
    const weights = fc
      .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })), {
        minLength: 1,
        maxLength: 7,
      })
      .filter((all) => all.some((weight) => weight > 0));
    fc.assert(
      fc.property(weights, fc.string(), (all, key) => {
        const drawn = drawShares(all, random(key));
        expect(sum(drawn)).toBeCloseTo(1, 9);
        all.forEach((weight, at) => expect(weight === 0 ? drawn[at] : 0).toBe(0));
      }),
    );
  });

  test('have the mean and the variance of their weights', () => {
    const draws = Array.from({ length: 20_000 }, (_, n) => drawShares([0.5, 2, 7.5], random(`mean:${n}`)));
    for (const [at, mean] of [0.05, 0.2, 0.75].entries()) {
      const found = draws.map((draw) => draw[at] ?? NaN);
      const average = sum(found) / found.length;
      expect(average).toBeCloseTo(mean, 2);
      // of a Dirichlet distribution with weights that sum to 10
      const variance = sum(found.map((share) => (share - average) ** 2)) / found.length;
      expect(variance).toBeCloseTo((mean * (1 - mean)) / 11, 3);
    }
  });
});

/** A month in which of 1,000 current loans so many fall behind, and of 100 of those some come back. */
const monthOf = (behind: number, back = 60) =>
  countMoves([
    { from: 'current', to: 'current', loans: 1_000 - behind },
    { from: 'current', to: '1-30', loans: behind },
    { from: '1-30', to: 'current', loans: back },
    { from: '1-30', to: '31-60', loans: 100 - back },
  ]);
const LOANS = [10_000, 400, 50, 20, 10, 5, 5];

describe('a forecast', () => {
  test('is the loans of today moved by the rates of all months together, month after month', () => {
    const seen = [monthOf(20), monthOf(40)];
    const [first, second] = forecastBuckets({ loans: LOANS, seen, months: 2, seed: 's', draws: 10 });
    const rates = rollRates(addCounts(seen));
    const after = roll(LOANS, rates);
    expect(first?.expected).toEqual(after);
    roll(after, rates).forEach((value, at) => expect(second?.expected[at]).toBeCloseTo(value, 9));
    expect([first?.month, second?.month]).toEqual([1, 2]);
  });

  test('keeps the number of loans, and lies within its interval', () => {
    const loans = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 7, maxLength: 7 });
    const months = fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 4 });
    fc.assert(
      fc.property(loans, months, (byBucket, behind) => {
        const seen = behind.map((number) => monthOf(number));
        for (const row of forecastBuckets({ loans: byBucket, seen, months: 3, seed: 'p', draws: 20 })) {
          expect(sum(row.expected)).toBeCloseTo(sum(byBucket), 5);
          for (const shares of row.shares) expect(sum(shares)).toBeCloseTo(1, 9);
          BUCKETS.forEach((_, at) => {
            const [low = NaN, mean = NaN, high = NaN] = [row.low[at], row.expected[at], row.high[at]];
            expect(low).toBeGreaterThanOrEqual(0);
            expect(low).toBeLessThanOrEqual(mean);
            expect(high).toBeGreaterThanOrEqual(mean - 1e-9);
            expect(high).toBeLessThanOrEqual(sum(byBucket) + 1e-9);
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  const widthOf = (seen: number[][][], loans = LOANS) => {
    const [row] = forecastBuckets({ loans, seen, months: 1, seed: 'w' });
    return (row?.high[1] ?? NaN) - (row?.low[1] ?? NaN);
  };

  test('is the less certain the more the months that were seen differ', () => {
    const alike = widthOf(Array.from({ length: 6 }, () => monthOf(30)));
    const unlike = widthOf([5, 55, 10, 50, 20, 40].map((behind) => monthOf(behind)));
    expect(unlike).toBeGreaterThan(2 * alike);
  });

  test('is the less certain the fewer loans were seen', () => {
    const tenth = monthOf(30).map((row) => row.map((loans) => loans / 10));
    expect(widthOf([tenth])).toBeGreaterThan(widthOf([monthOf(30)]));
  });

  test('holds nine of ten months that are like those it has seen', () => {
    const behind = (n: number) => 20 + Math.floor(random(`truth:${n}`).next() * 30);
    const seen = Array.from({ length: 12 }, (_, n) => monthOf(behind(n)));
    const loans = [10_000, 0, 0, 0, 0, 0, 0];
    const [row] = forecastBuckets({ loans, seen, months: 1, seed: 'cover' });
    const draws = 1_000;
    let inside = 0;
    for (let n = 0; n < draws; n += 1) {
      const falls = 10 * behind(1_000 + n);
      if (falls >= (row?.low[1] ?? NaN) && falls <= (row?.high[1] ?? NaN)) inside += 1;
    }
    expect(inside / draws).toBeGreaterThan(0.85);
  });

  test('is the same for the same seed', () => {
    const input = { loans: LOANS, seen: [monthOf(20), monthOf(40)], months: 2, draws: 10 };
    const of = (seed: string) => forecastBuckets({ ...input, seed });
    expect(of('a')).toEqual(of('a'));
    expect(of('a')[0]?.low).not.toEqual(of('b')[0]?.low);
  });
});
