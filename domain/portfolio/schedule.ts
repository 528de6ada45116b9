import type { IsoDate } from '../calendar.ts';
import type { Random } from './random.ts';

/** One line of a repayment schedule, minor units. */
export interface ScheduledInstalment {
  number: number;
  dueOn: IsoDate;
  principalMinor: number;
  interestMinor: number;
}

/** @param date with a day of at most 28. @example addMonths('2026-11-20', -2) // '2026-09-20' */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(index / 12)}-${two((index % 12) + 1)}-${date.slice(8)}`;
}

/**
 * A loan in equal instalments.
 *
 * @param principalMinor minor units; @param annualRate 0.12 is 12 % a year; @param firstDueOn day of at most 28
 * @returns `months` instalments whose principal adds up to the loan
 */
export function annuity(
  principalMinor: number,
  annualRate: number,
  months: number,
  firstDueOn: IsoDate,
): ScheduledInstalment[] {
  const rate = annualRate / 12;
  const instalment =
    rate === 0 ? principalMinor / months : (principalMinor * rate) / (1 - (1 + rate) ** -months);
  let left = principalMinor;
  return Array.from({ length: months }, (_, index) => {
    const interestMinor = Math.round(left * rate);
    const due = Math.max(1, Math.round(instalment) - interestMinor);
    const principal = index === months - 1 ? left : Math.min(left, due);
    left -= principal;
    return {
      number: index + 1,
      dueOn: addMonths(firstDueOn, index),
      principalMinor: principal,
      interestMinor,
    };
  });
}

/**
 * The bills of a card: a tenth of what was spent, and the interest on it.
 *
 * @param limitMinor minor units; @param months how many bills
 */
export function cardBills(
  limitMinor: number,
  annualRate: number,
  months: number,
  firstDueOn: IsoDate,
  { next }: Random,
): ScheduledInstalment[] {
  return Array.from({ length: months }, (_, index) => {
    const balance = limitMinor * (0.15 + next() * 0.6);
    return {
      number: index + 1,
      dueOn: addMonths(firstDueOn, index),
      principalMinor: Math.round(balance / 1000) * 100,
      interestMinor: Math.round((balance * annualRate) / 12 / 100) * 100,
    };
  });
}
