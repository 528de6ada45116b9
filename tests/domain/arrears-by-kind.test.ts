import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrearsByKind } from '../../domain/arrears-by-kind.ts';
import { addDays } from '../../domain/calendar.ts';
import { delinquencyOf } from '../../domain/delinquency.ts';

const part = (dueOn: string, principalMinor: number, interestMinor: number, feeMinor: number) => ({
  ...{ dueOn, principalMinor, interestMinor, feeMinor },
});
const TWO = [part('2026-09-20', 900, 80, 20), part('2026-10-20', 900, 80, 20)];

it.each([
  [0, [1800, 160, 40]],
  [20, [1800, 160, 20]],
  [100, [1800, 80, 20]],
  [150, [1750, 80, 20]],
  [1000, [900, 80, 20]],
  [2000, [0, 0, 0]],
  [5000, [0, 0, 0]],
])('%d paid: fee, interest and principal of the oldest first', (paidMinor, owed) => {
  const { principalMinor, interestMinor, feeMinor } = arrearsByKind(TWO, paidMinor, '2026-11-01');
  expect([principalMinor, interestMinor, feeMinor]).toEqual(owed);
});

it('what is due today is not overdue', () => {
  expect(arrearsByKind(TWO, 1000, '2026-10-20')).toEqual({
    principalMinor: 0,
    interestMinor: 0,
    feeMinor: 0,
  });
});

it('adds up to the arrears, whatever is owed and paid', () => {
  const amount = fc.nat(10_000);
  const parts = fc.array(fc.tuple(amount, amount, amount), { maxLength: 12 });
  fc.assert(
    fc.property(parts, fc.nat(200_000), fc.nat(400), (amounts, paidMinor, day) => {
      const instalments = amounts.map(([a, b, c], i) => part(addDays('2026-01-01', 30 * i), a, b, c));
      const asOf = addDays('2026-01-01', day);
      const owed = arrearsByKind(instalments, paidMinor, asOf);
      const whole = instalments.map(({ dueOn, principalMinor, interestMinor, feeMinor }) => ({
        dueOn,
        amountMinor: principalMinor + interestMinor + feeMinor,
      }));
      expect(owed.principalMinor + owed.interestMinor + owed.feeMinor).toBe(
        delinquencyOf(whole, paidMinor, asOf).arrearsMinor,
      );
    }),
  );
});
