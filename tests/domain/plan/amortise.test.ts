import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amortise, annuityMinor } from '../../../domain/plan/amortise.ts';

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('annuityMinor', () => {
  it.each([
    // 12,000.00 at 12 % over a year is 1,066.19 a month in every textbook.
    [1_200_000, 0.12, 12, 106_619],
    [1_000_000, 0, 3, 333_334],
    [1_000_000, 0.18, 1, 1_015_000],
    [0, 0.18, 12, 0],
  ])('%i at %d over %i months: %i', (principalMinor, annualRate, months, level) => {
    expect(annuityMinor({ principalMinor, annualRate, months })).toBe(level);
  });
});

describe('amortise', () => {
  it('pays level amounts, the last takes the rounding', () => {
    const schedule = amortise({ principalMinor: 1_200_000, annualRate: 0.12, months: 12 });
    expect(schedule.slice(0, 11).every(({ amountMinor }) => amountMinor === 106_619)).toBe(true);
    expect(schedule.at(-1)?.amountMinor).toBeLessThan(106_619);
    expect(schedule[0]?.interestMinor).toBe(12_000);
  });

  it('without interest is the principal in equal parts', () => {
    expect(amortise({ principalMinor: 1000, annualRate: 0, months: 3 })).toEqual([
      { amountMinor: 334, interestMinor: 0 },
      { amountMinor: 334, interestMinor: 0 },
      { amountMinor: 332, interestMinor: 0 },
    ]);
  });

  it('pays only interest first when asked to', () => {
    const schedule = amortise({
      principalMinor: 1_200_000,
      annualRate: 0.12,
      months: 12,
      interestOnlyMonths: 3,
    });
    expect(schedule).toHaveLength(15);
    expect(schedule.slice(0, 3)).toEqual(Array(3).fill({ amountMinor: 12_000, interestMinor: 12_000 }));
    expect(schedule[3]?.amountMinor).toBe(106_619);
  });

  it('pays off the principal to the minor unit, with the interest that it says, and nothing is negative', () => {
    const loans = fc.record({
      principalMinor: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 2_000_000_000 })),
      annualRate: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
      months: fc.integer({ min: 1, max: 480 }),
      interestOnlyMonths: fc.integer({ min: 0, max: 24 }),
    });
    fc.assert(
      fc.property(loans, (loan) => {
        const schedule = amortise(loan);
        const interest = sum(schedule.map(({ interestMinor }) => interestMinor));
        expect(sum(schedule.map(({ amountMinor }) => amountMinor))).toBe(loan.principalMinor + interest);
        expect(schedule.length).toBeLessThanOrEqual(loan.months + loan.interestOnlyMonths);
        for (const { amountMinor, interestMinor } of schedule) {
          expect(interestMinor).toBeGreaterThanOrEqual(0);
          expect(amountMinor).toBeGreaterThanOrEqual(interestMinor);
        }
      }),
    );
  });
});
