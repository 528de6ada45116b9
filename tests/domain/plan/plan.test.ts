import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths } from '../../../domain/plan/add-months.ts';
import * as plans from '../../../domain/plan/plan.ts';

describe('addMonths', () => {
  it.each([
    ['2026-11-20', 1, '2026-12-20'],
    ['2026-11-20', 2, '2027-01-20'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-31', 600, '2076-12-31'],
  ])('%s and %i months: %s', (date, months, later) => expect(addMonths(date, months)).toBe(later));

  it('is told a date', () => expect(() => addMonths('2026-02-30', 1)).toThrow('2026-02-30'));
});

const amounts = fc.array(fc.nat(5), { minLength: 1, maxLength: 40 });
const planOf = (amountsMinor: number[]) => ({
  pieces: plans.piecesOf(amountsMinor),
  firstDueOn: '2026-01-31',
});

describe('a plan in few words', () => {
  it('is every instalment that it was made of', () => {
    fc.assert(
      fc.property(amounts, (amountsMinor) => {
        const plan = planOf(amountsMinor);
        expect(plans.instalmentsOf(plan).map(({ amountMinor }) => amountMinor)).toEqual(amountsMinor);
        expect(plans.monthsOf(plan)).toBe(amountsMinor.length);
        expect(plans.largestOf(plan)).toBe(Math.max(...amountsMinor));
      }),
    );
  });

  it('adds up', () => {
    fc.assert(
      fc.property(amounts, (amountsMinor) => {
        const plan = planOf(amountsMinor);
        let sumMinor = 0;
        for (const [index, amountMinor] of amountsMinor.entries()) {
          sumMinor += amountMinor;
          expect(plans.cumulativeOf(plan, index)).toBe(sumMinor);
        }
        expect(plans.totalOf(plan)).toBe(sumMinor);
        expect(plans.cumulativeOf(plan, amountsMinor.length + 3)).toBe(sumMinor);
        expect(plans.cumulativeOf(plan, -1)).toBe(0);
      }),
    );
  });

  it('falls due on the same day of each month, or its last', () => {
    const dates = plans.instalmentsOf(planOf([1, 1, 1, 1])).map(({ dueOn }) => dueOn);
    expect(dates).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  });

  it('is lean however long it is', () => {
    expect(plans.piecesOf([...Array<number>(359).fill(7), 6])).toEqual([
      { count: 359, amountMinor: 7 },
      { count: 1, amountMinor: 6 },
    ]);
  });
});
