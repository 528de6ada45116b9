import { addDays, DAY_MS, isoDateOfDay, type IsoDate } from '../../calendar.ts';
import { overdueOn, type LoanBooks } from './outcome.ts';

/**
 * Days past due at which a loan is looked at on its way: when a case is opened, when reminders have had their time, and at
 * the beginning of each bucket. Month-ends are added, so that what has been late for long is seen as often as it is scored.
 */
export const LATENESS_DAYS: readonly number[] = [3, 15, 31, 61];

/** Behaviour of longer ago is that of another economy, and of another bank's staff. */
export const LOOK_BACK_DAYS = 1095;

/** No clock is farther behind UTC. */
const FARTHEST_BEHIND_MS = DAY_MS / 2;

/**
 * @param untilMs up to when the books are known, epoch milliseconds
 * @returns the last day that was over by then, wherever the loan is
 * @example lastWholeDay(Date.parse('2026-11-02T11:59:59Z')) // '2026-10-31'
 */
export function lastWholeDay(untilMs: number): IsoDate {
  return isoDateOfDay(Math.floor((untilMs - FARTHEST_BEHIND_MS) / DAY_MS) - 1);
}

/**
 * The days of the past on which a loan is looked at: month-ends, and each day it became so many days late, of those on
 * which something was overdue.
 *
 * @param to the last day that may be one
 * @returns in order, each once
 */
export function snapshotDays(books: LoanBooks, to: IsoDate): IsoDate[] {
  const [first] = books.instalments;
  if (first === undefined) return [];
  const earliest = addDays(to, -LOOK_BACK_DAYS);
  const from = first.dueOn > earliest ? addDays(first.dueOn, 1) : earliest;
  const within = (day: IsoDate) => day >= from && day <= to;
  const monthEnds = monthEndsOf(from, to).filter((day) => overdueOn(books, day).arrearsMinor > 0);
  const becameLate = books.instalments.flatMap(({ dueOn }) =>
    LATENESS_DAYS.map((days) => ({ day: addDays(dueOn, days), dueOn })).filter(
      ({ day }) => within(day) && overdueOn(books, day).oldestDueOn === dueOn,
    ),
  );
  return [...new Set([...monthEnds, ...becameLate.map(({ day }) => day)])].sort();
}

/** @returns the last days of months, `from` and `to` included */
function monthEndsOf(from: IsoDate, to: IsoDate): IsoDate[] {
  const ends: IsoDate[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    const end = addDays(`${year}-${String(month).padStart(2, '0')}-01`, -1);
    if (end > to) return ends;
    ends.push(end);
  }
}
