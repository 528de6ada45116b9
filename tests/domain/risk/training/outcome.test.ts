import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../../domain/calendar.ts';
import { outcomeOf, overdueOn, type LoanBooks } from '../../../../domain/risk/training/outcome.ts';
import { snapshotDays } from '../../../../domain/risk/training/snapshot-days.ts';

/** 100.00 on the 5th of each month from January to December 2026. */
const monthly = Array.from({ length: 12 }, (_, at) => ({
  dueOn: `2026-${String(at + 1).padStart(2, '0')}-05`,
  amountMinor: 10_000,
}));
const books = (...payments: [string, number][]): LoanBooks => ({
  instalments: monthly,
  payments: payments.map(([paidOn, amountMinor]) => ({ paidOn, amountMinor })),
});

describe('what became of a loan', () => {
  test.each<[string, LoanBooks, string, number, boolean, boolean | null]>([
    ['nothing is paid', books(), '2026-01-31', 30, false, false],
    ['nothing is paid until it is 90 days late', books(), '2026-01-31', 65, false, true],
    ['a day less than that', books(), '2026-01-31', 63, false, false],
    ['all that was overdue is paid', books(['2026-02-20', 10_000]), '2026-01-31', 30, true, false],
    ['paid on the last day', books(['2026-03-02', 10_000]), '2026-01-31', 30, true, false],
    ['paid a day too late', books(['2026-03-03', 10_000]), '2026-01-31', 30, false, false],
    ['all but a cent', books(['2026-02-20', 9_999]), '2026-01-31', 30, false, false],
    [
      'paid and taken back',
      books(['2026-02-20', 10_000], ['2026-02-25', -10_000]),
      '2026-01-31',
      30,
      false,
      false,
    ],
    ['what falls due later need not be paid', books(['2026-02-20', 10_000]), '2026-01-31', 60, true, false],
    ['late for 90 days already', books(), '2026-04-30', 30, false, null],
    ['paid a day before it would have been', books(['2026-04-04', 10_000]), '2026-01-31', 90, true, false],
    ['paid when it was', books(['2026-04-06', 10_000]), '2026-01-31', 90, true, true],
  ])('%s', (_name, of, day, horizonDays, repaid, defaulted) => {
    expect(outcomeOf(of, day, horizonDays)).toEqual({ repaid, defaulted });
  });

  const cents = fc.integer({ min: -20_000, max: 40_000 });
  const paid = fc.array(fc.tuple(fc.integer({ min: 0, max: 330 }), cents), { maxLength: 15 });
  const made = paid.map((list) =>
    books(
      ...list
        .sort(([a], [b]) => a - b)
        .map(([day, amount]): [string, number] => [addDays('2026-01-01', day), amount]),
    ),
  );

  test('default is that on some day of the horizon the loan is 90 days late', () => {
    fc.assert(
      fc.property(
        made,
        fc.integer({ min: 5, max: 330 }),
        fc.integer({ min: 1, max: 120 }),
        (of, at, days) => {
          const day = addDays('2026-01-01', at);
          const each = Array.from({ length: days }, (_, n) => overdueOn(of, addDays(day, n + 1)).daysPastDue);
          const before = overdueOn(of, day).daysPastDue >= 90;
          expect(outcomeOf(of, day, days).defaulted).toBe(before ? null : each.some((late) => late >= 90));
        },
      ),
    );
  });

  test('it does not matter what happens after the horizon', () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 5, max: 200 }), fc.integer({ min: 1, max: 90 }), (of, at, days) => {
        const day = addDays('2026-01-01', at);
        const end = addDays(day, days);
        const cut = {
          instalments: of.instalments.filter(({ dueOn }) => dueOn <= end),
          payments: of.payments.filter(({ paidOn }) => paidOn <= end),
        };
        expect(outcomeOf(cut, day, days)).toEqual(outcomeOf(of, day, days));
      }),
    );
  });

  test('a loan is looked at on month-ends and where it became late, and only while something was overdue', () => {
    const of = books(['2026-01-20', 10_000], ['2026-03-25', 10_000]);
    expect(snapshotDays(of, '2026-04-15')).toEqual([
      ...['2026-01-08', '2026-02-08', '2026-02-20', '2026-02-28', '2026-03-08'],
      ...['2026-03-31', '2026-04-05'],
    ]);
    fc.assert(
      fc.property(made, (any) => {
        const days = snapshotDays(any, '2026-11-30');
        expect(days).toEqual([...new Set(days)].sort());
        for (const day of days) {
          const { arrearsMinor, daysPastDue } = overdueOn(any, day);
          expect(arrearsMinor).toBeGreaterThan(0);
          expect([3, 15, 31, 61].includes(daysPastDue) || addDays(day, 1).endsWith('-01')).toBe(true);
          expect(daysBetween(day, '2026-11-30')).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('days before the look-back, and a loan without a schedule, are not looked at', () => {
    expect(snapshotDays({ instalments: [], payments: [] }, '2026-04-15')).toEqual([]);
    const old = { instalments: [{ dueOn: '2019-01-05', amountMinor: 1 }], payments: [] };
    expect(snapshotDays(old, '2026-04-15')[0]).toBe('2023-04-30');
  });
});
