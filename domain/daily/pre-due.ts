import { addDays, type IsoDate } from '../calendar.ts';
import { delinquencyOf, type Instalment } from '../delinquency.ts';

/** What a reminder before the due date says. */
export interface PreDueReminder {
  dueOn: IsoDate;
  /** what of the instalment is not paid in advance, minor units */
  amountMinor: number;
}

export interface PreDueFacts {
  /** the schedule up to the day looked at, in order of due date */
  instalments: readonly Instalment[];
  /** all payments booked so far, minor units */
  paidMinor: number;
  /** the bank takes the money itself: a reminder would only worry */
  directDebit: boolean;
  /** sold, written off or recalled: it is not the bank's to remind of any more */
  gone: boolean;
}

/**
 * The reminder that a loan gets on a day: of the instalment that falls due in exactly so many days. Not of one that is
 * paid in advance, not by direct debit, not of a loan that has left the books, and not while something is overdue: then
 * the case speaks. A day that was missed is missed; nobody is reminded late.
 *
 * @param daysBefore >= 1: never on the due day itself
 * @param today in the loan's zone
 * @returns undefined when there is nothing to say
 * @example preDueReminder({ instalments: [{ dueOn: '2026-11-04', amountMinor: 500 }], paidMinor: 0, directDebit: false, gone: false }, 3, '2026-11-01')
 *   // { dueOn: '2026-11-04', amountMinor: 500 }
 */
export function preDueReminder(
  { instalments, paidMinor, directDebit, gone }: PreDueFacts,
  daysBefore: number,
  today: IsoDate,
): PreDueReminder | undefined {
  if (directDebit || gone || daysBefore < 1) return undefined;
  if (delinquencyOf(instalments, paidMinor, today).arrearsMinor > 0) return undefined;
  const dueOn = addDays(today, daysBefore);
  // Nothing is overdue, so what is owed at the end of the due day is what falls due until then and is not paid.
  const before = delinquencyOf(instalments, paidMinor, dueOn).arrearsMinor;
  const amountMinor = delinquencyOf(instalments, paidMinor, addDays(dueOn, 1)).arrearsMinor - before;
  return amountMinor > 0 ? { dueOn, amountMinor } : undefined;
}
