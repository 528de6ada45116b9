import { addDays, daysBetween, MINUTE_MS, type IsoDate } from './calendar.ts';

/** One scheduled instalment; amounts in minor units of the loan's currency. */
export interface Instalment {
  dueOn: IsoDate;
  /** principal + interest + fee */
  amountMinor: number;
}

/** What is overdue on a loan on one day. */
export interface Delinquency {
  /** overdue and unpaid, minor units */
  arrearsMinor: number;
  /** due date of the oldest instalment that is not fully paid, or null when nothing is overdue */
  oldestDueOn: IsoDate | null;
  /** days since `oldestDueOn`, 0 when nothing is overdue */
  daysPastDue: number;
}

/** How far the clock of a core system may be ahead of ours: what it says was paid now is not paid in the future. */
export const PAYMENT_CLOCK_SKEW_MS = 5 * MINUTE_MS;

/** Delinquency buckets, by days past due, the least late first. */
export const BUCKETS = ['current', '1-30', '31-60', '61-90', '91-120', '121-180', '180+'] as const;
export type Bucket = (typeof BUCKETS)[number];

/**
 * The one place where days past due and arrears are computed: payments are allocated to the oldest instalment
 * first, and an instalment is overdue from the day after it fell due.
 *
 * @param instalments in order of due date (those in the future may be left out)
 * @param paidMinor all payments booked by `asOf` less those that were taken back by then, minor units
 * @param asOf a date in the loan's zone
 * @example delinquencyOf([{ dueOn: '2026-10-20', amountMinor: 50000 }], 10000, '2026-11-01')
 *   // { arrearsMinor: 40000, oldestDueOn: '2026-10-20', daysPastDue: 12 }
 */
export function delinquencyOf(
  instalments: readonly Instalment[],
  paidMinor: number,
  asOf: IsoDate,
): Delinquency {
  let left = Math.max(0, paidMinor);
  let arrearsMinor = 0;
  let oldestDueOn: IsoDate | null = null;
  for (const { dueOn, amountMinor } of instalments) {
    if (dueOn >= asOf) break;
    const unpaid = Math.max(0, amountMinor - left);
    left = Math.max(0, left - amountMinor);
    if (unpaid > 0) {
      oldestDueOn ??= dueOn;
      arrearsMinor += unpaid;
    }
  }
  const daysPastDue = oldestDueOn === null ? 0 : daysBetween(oldestDueOn, asOf);
  return { arrearsMinor, oldestDueOn, daysPastDue };
}

/**
 * How a loan stood on several days, each by what had been paid on that day.
 *
 * @param instalments in order of due date
 * @param payments by the day on which they were booked, or taken back (below zero), in that order
 * @param days ascending, in the loan's zone
 * @returns one for each day
 */
export function delinquenciesOn(
  instalments: readonly Instalment[],
  payments: readonly { paidOn: IsoDate; amountMinor: number }[],
  days: readonly IsoDate[],
): Delinquency[] {
  let [paidMinor, booked] = [0, 0];
  return days.map((day) => {
    for (let next = payments[booked]; next && next.paidOn <= day; next = payments[booked]) {
      paidMinor += next.amountMinor;
      booked += 1;
    }
    return delinquencyOf(instalments, paidMinor, day);
  });
}

/**
 * @param instalments in order of due date
 * @param asOf a date in the loan's zone
 * @returns the date of the first instalment that is not overdue yet; null when there is none
 */
export function nextDueOnOf(
  instalments: readonly Pick<Instalment, 'dueOn'>[],
  asOf: IsoDate,
): IsoDate | null {
  return instalments.find(({ dueOn }) => dueOn >= asOf)?.dueOn ?? null;
}

/** @returns the delinquency bucket of a number of days past due, as roll rates are counted */
export function bucketOf(daysPastDue: number): Bucket {
  if (daysPastDue <= 0) return 'current';
  if (daysPastDue <= 30) return '1-30';
  if (daysPastDue <= 60) return '31-60';
  if (daysPastDue <= 90) return '61-90';
  if (daysPastDue <= 120) return '91-120';
  return daysPastDue <= 180 ? '121-180' : '180+';
}

/** @returns the first day on which the loan will be `daysPastDue` days late if nothing is paid */
export function dayOfLateness(oldestDueOn: IsoDate, daysPastDue: number): IsoDate {
  return addDays(oldestDueOn, daysPastDue);
}
