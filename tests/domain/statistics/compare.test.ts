import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  compareMeans,
  compareProportions,
  meanInterval,
  wilson,
  type Sample,
} from '../../../domain/statistics/compare.ts';

describe('Wilson’s interval', () => {
  it.each([
    [8, 10, 0.4901625, 0.9433178],
    [0, 10, 0, 0.2775328],
    [10, 10, 0.7224672, 1],
    // Newcombe (1998), Two-sided confidence intervals for the single proportion, table I
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 0, 0, 1],
  ])('of %d in %d', (successes, n, from, to) => {
    const found = wilson({ successes, n });
    expect(found.from).toBeCloseTo(from, 4);
    expect(found.to).toBeCloseTo(to, 4);
  });
});

describe('two proportions', () => {
  // Newcombe (1998), table II, method 10: p1 - p2 of 56/70 and 48/80, and others.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%d of %d less %d of %d', (a, m, b, n, from, to) => {
    const found = compareProportions({ successes: b, n }, { successes: a, n: m });
    expect(found?.interval.from).toBeCloseTo(from, 4);
    expect(found?.interval.to).toBeCloseTo(to, 4);
  });

  test('the test: z = 2.650, p = 0.0080', () => {
    const found = compareProportions({ successes: 48, n: 80 }, { successes: 56, n: 70 });
    expect(found?.pValue).toBeCloseTo(0.008045, 5);
    // (1.95996 + 0.84162) of the pooled error 0.0754668
    expect(found?.detectable).toBeCloseTo(0.211426, 5);
  });

  test('all alike is no difference; nothing is not compared', () => {
    expect(compareProportions({ successes: 0, n: 9 }, { successes: 0, n: 9 })?.pValue).toBe(1);
    expect(compareProportions({ successes: 0, n: 0 }, { successes: 1, n: 9 })).toBeUndefined();
  });

  test('turned round it says the same', () => {
    const proportion = fc
      .integer({ min: 1, max: 500 })
      .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }));
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const [one, other] = [compareProportions(a, b), compareProportions(b, a)];
        expect(one?.pValue).toBeCloseTo(other?.pValue ?? 2, 12);
        expect(one?.interval.from).toBeCloseTo(-(other?.interval.to ?? 2), 12);
        expect(one?.interval.from).toBeLessThanOrEqual(one?.difference ?? -2);
        expect(one?.interval.to).toBeGreaterThanOrEqual(one?.difference ?? 2);
      }),
    );
  });
});

function sampleOf(values: readonly number[]): Sample {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1), n: values.length };
}

/** Hours of sleep gained by two drugs, ten patients each (Cushny and Peebles 1905, as Student 1908 used them). */
const SLEEP = [
  [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
  [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
].map(sampleOf) as [Sample, Sample];

describe('two means', () => {
  test('Welch’s test of the two drugs: p = 0.07939, the interval from -0.2055 to 3.3655', () => {
    const found = compareMeans(...SLEEP);
    expect(found?.difference).toBeCloseTo(1.58, 12);
    expect(found?.pValue).toBeCloseTo(0.07939, 5);
    expect(found?.interval.from).toBeCloseTo(-0.2054832, 6);
    expect(found?.interval.to).toBeCloseTo(3.3654832, 6);
  });

  test('the interval of one mean: 0.75 from -0.5298 to 2.0298', () => {
    const found = meanInterval(SLEEP[0]);
    expect(found?.from).toBeCloseTo(-0.5297804, 6);
    expect(found?.to).toBeCloseTo(2.0297804, 6);
  });

  it.each<[string, Sample, Sample, number | undefined]>([
    ['one value', { mean: 1, variance: 0, n: 1 }, { mean: 1, variance: 1, n: 9 }, undefined],
    ['values that never vary, alike', { mean: 1, variance: 0, n: 9 }, { mean: 1, variance: 0, n: 9 }, 1],
    ['values that never vary, and differ', { mean: 1, variance: 0, n: 9 }, { mean: 2, variance: 0, n: 9 }, 0],
  ])('of %s', (_name, first, second, pValue) => {
    expect(compareMeans(first, second)?.pValue).toBe(pValue);
  });
});
