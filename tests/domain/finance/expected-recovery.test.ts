import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expectedRecoveryMinor,
  recoveryWords,
  workCostMinor,
} from '../../../domain/finance/expected-recovery.ts';

describe('what can be expected of a case', () => {
  test.each([
    [0.5, 10_000, 1_000, 4_000],
    [1, 10_000, 0, 10_000],
    [0, 10_000, 1_000, -1_000],
    [0.25, 3_333, 100, 733],
    // half a minor unit counts as one
    [0.5, 3, 0, 2],
  ])('%d of %i less %i is %i', (probability, amountMinor, costMinor, expected) => {
    expect(expectedRecoveryMinor({ probability, amountMinor, costMinor })).toBe(expected);
  });

  test('never falls when the case is the likelier to be repaid, or the larger', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    const amount = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(probability, probability, amount, amount, (p, q, a, b) => {
        const worth = (probability: number, amountMinor: number) =>
          expectedRecoveryMinor({ probability, amountMinor, costMinor: 1_000 });
        expect(worth(Math.max(p, q), Math.max(a, b))).toBeGreaterThanOrEqual(worth(p, a));
      }),
    );
  });

  test('is said in words', () => {
    expect(recoveryWords({ probability: 0.5, amountMinor: 10_000, costMinor: 1_000 }, 'CNY')).toBe(
      'CNY 40.00 can be expected: 50 % of CNY 100.00, less CNY 10.00 for the work',
    );
  });
});

describe('what work costs', () => {
  test.each([
    ['call', 'CNY', 1_000],
    ['find-address', 'CNY', 2_000],
    ['customer-reply', 'USD', 467],
    ['case-review', 'GBP', 700],
    ['call', 'XXX', 0],
  ])('%s in %s: %i', (kind, currency, costMinor) => {
    expect(workCostMinor(kind, currency)).toBe(costMinor);
  });
});
