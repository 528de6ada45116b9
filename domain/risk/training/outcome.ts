import { addDays, type IsoDate } from '../../calendar.ts';
import { delinquencyOf, type Delinquency, type Instalment } from '../../delinquency.ts';
import type { DayPayment } from '../risk-facts.ts';

/** What was due and what was paid, all of it, whatever the day. */
export interface LoanBooks {
  /** oldest first */
  readonly instalments: readonly Instalment[];
  /** oldest first; one that was taken back is there twice, once below zero */
  readonly payments: readonly DayPayment[];
}

/** What became of a loan that was overdue on a day. */
export interface Outcome {
  /** all that was overdue then had been paid at the end of the horizon */
  readonly repaid: boolean;
  /** it became 90 days past due on the way; null: it was already */
  readonly defaulted: boolean | null;
}

/** So many days past due a loan counts as defaulted. @see Regulation (EU) 575/2013, article 178 */
export const DEFAULT_DAYS = 90;

/** @returns minor units paid by the end of the day, less what was taken back by then */
export function paidBy({ payments }: LoanBooks, day: IsoDate): number {
  let sum = 0;
  for (const { paidOn, amountMinor } of payments) {
    if (paidOn > day) break;
    sum += amountMinor;
  }
  return sum;
}

/** @returns what was overdue at the end of the day */
export function overdueOn(books: LoanBooks, day: IsoDate): Delinquency {
  return delinquencyOf(books.instalments, paidBy(books, day), day);
}

/**
 * What became of a loan within the horizon. Payments go to what was due first, so what was overdue on the day is paid
 * when as much has been paid as had fallen due by then.
 *
 * @param day on which something was overdue
 * @param horizonDays 1..; the books have to reach so far
 * @example outcomeOf(books, '2026-09-30', 30) // { repaid: true, defaulted: false }
 */
export function outcomeOf(books: LoanBooks, day: IsoDate, horizonDays: number): Outcome {
  const end = addDays(day, horizonDays);
  const dueMinor = books.instalments.reduce(
    (sum, { dueOn, amountMinor }) => sum + (dueOn < day ? amountMinor : 0),
    0,
  );
  const repaid = paidBy(books, end) >= dueMinor;
  if (overdueOn(books, day).daysPastDue >= DEFAULT_DAYS) return { repaid, defaulted: null };
  // Lateness grows by a day each day and falls only with a payment: it is worst on the days before payments, at the end,
  // and on a day on which a payment is taken back.
  const looked = books.payments
    .filter(({ paidOn }) => paidOn > day && paidOn <= end)
    .flatMap(({ paidOn }) => [addDays(paidOn, -1), paidOn]);
  const defaulted = [...looked, end].some((at) => overdueOn(books, at).daysPastDue >= DEFAULT_DAYS);
  return { repaid, defaulted };
}
