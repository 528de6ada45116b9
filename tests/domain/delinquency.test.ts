import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar.ts';
import { bucketOf, dayOfLateness, delinquencyOf } from '../../domain/delinquency.ts';

const ASOF = '2026-11-01';
const three = [
  { dueOn: '2026-08-20', amountMinor: 10_000 },
  { dueOn: '2026-09-20', amountMinor: 10_000 },
  { dueOn: '2026-10-20', amountMinor: 10_000 },
];

describe('delinquencyOf', () => {
  it.each([
    ['nothing paid', 0, 30_000, '2026-08-20', 73],
    ['a part of the oldest', 9_999, 20_001, '2026-08-20', 73],
    ['the oldest exactly', 10_000, 20_000, '2026-09-20', 42],
    ['one and a half', 15_000, 15_000, '2026-09-20', 42],
    ['all but a minor unit', 29_999, 1, '2026-10-20', 12],
    ['all', 30_000, 0, null, 0],
    ['more than all', 99_999, 0, null, 0],
    ['a refund too large', -500, 30_000, '2026-08-20', 73],
  ])('%s', (_name, paid, arrearsMinor, oldestDueOn, daysPastDue) => {
    expect(delinquencyOf(three, paid, ASOF)).toEqual({ arrearsMinor, oldestDueOn, daysPastDue });
  });

  it('what is due today is not overdue, tomorrow it is', () => {
    const due = [{ dueOn: ASOF, amountMinor: 100 }];
    expect(delinquencyOf(due, 0, ASOF)).toEqual({ arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 });
    expect(delinquencyOf(due, 0, '2026-11-02')).toEqual({
      arrearsMinor: 100,
      oldestDueOn: ASOF,
      daysPastDue: 1,
    });
  });

  it('an overpayment counts towards the next instalment', () => {
    expect(
      delinquencyOf([...three, { dueOn: '2026-11-20', amountMinor: 10_000 }], 36_000, '2026-11-21'),
    ).toEqual({
      arrearsMinor: 4_000,
      oldestDueOn: '2026-11-20',
      daysPastDue: 1,
    });
  });

  it('an instalment of nothing is never overdue, and no instalments owe nothing', () => {
    expect(delinquencyOf([{ dueOn: '2026-01-01', amountMinor: 0 }], 0, ASOF).oldestDueOn).toBeNull();
    expect(delinquencyOf([], 0, ASOF).arrearsMinor).toBe(0);
  });

  it('what is due is what is paid and what is in arrears', () => {
    const amounts = fc.array(fc.nat(1_000_000), { maxLength: 40 });
    fc.assert(
      fc.property(amounts, fc.nat(20_000_000), (list, paid) => {
        const instalments = list.map((amountMinor, i) => ({
          dueOn: addDays('2023-01-01', 30 * i),
          amountMinor,
        }));
        const due = list.reduce((sum, amount) => sum + amount, 0);
        const { arrearsMinor, oldestDueOn, daysPastDue } = delinquencyOf(instalments, paid, ASOF);
        expect(arrearsMinor).toBe(Math.max(0, due - paid));
        expect(oldestDueOn === null).toBe(arrearsMinor === 0);
        expect(daysPastDue > 0).toBe(arrearsMinor > 0);
      }),
    );
  });

  it('paying more never makes it worse', () => {
    fc.assert(
      fc.property(fc.nat(40_000), fc.nat(40_000), (paid, more) => {
        const before = delinquencyOf(three, paid, ASOF);
        const after = delinquencyOf(three, paid + more, ASOF);
        expect(after.arrearsMinor).toBeLessThanOrEqual(before.arrearsMinor);
        expect(after.daysPastDue).toBeLessThanOrEqual(before.daysPastDue);
      }),
    );
  });
});

describe('bucketOf', () => {
  it.each([
    [-1, 'current'],
    [0, 'current'],
    [1, '1-30'],
    [30, '1-30'],
    [31, '31-60'],
    [60, '31-60'],
    [61, '61-90'],
    [90, '61-90'],
    [91, '91-120'],
    [120, '91-120'],
    [121, '121-180'],
    [180, '121-180'],
    [181, '180+'],
  ])('%d days past due is %s', (days, bucket) => {
    expect(bucketOf(days)).toBe(bucket);
  });
});

it('dayOfLateness agrees with days past due', () => {
  const on = dayOfLateness('2026-10-20', 12);
  expect(on).toBe(ASOF);
  expect(delinquencyOf([{ dueOn: '2026-10-20', amountMinor: 1 }], 0, on).daysPastDue).toBe(12);
});
