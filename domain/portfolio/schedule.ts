import type { IsoDate } from '../calendar.ts';
import { addMonths } from '../plan/add-months.ts';
import type { Random } from './random.ts';

/** One line of a repayment schedule, minor units. */
export interface ScheduledInstalment {
  number: number;
  dueOn: IsoDate;
  principalMinor: number;
  interestMinor: number;
}

/**
 * A loan in equal instalments.
 *
 * @param principalMinor minor units; @param annualRate 0.12 is 12 % a year
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
