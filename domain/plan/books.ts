import { addDays, type IsoDate } from '../calendar.ts';
import { delinquencyOf } from '../delinquency.ts';
import type { MonthlyAmount } from './amortise.ts';
import type { Means } from './means.ts';
import { dueOnOf } from './plan.ts';
import type { PlanPolicy } from './policy.ts';
import type { PlanQuestion } from './propose.ts';

/** One scheduled instalment with its parts, minor units. */
export interface ScheduledParts {
  dueOn: IsoDate;
  principalMinor: number;
  interestMinor: number;
  feeMinor: number;
}

/** What the books say of a loan for which a plan is looked for. */
export interface LoanBooks {
  /** in order of due date */
  instalments: readonly ScheduledParts[];
  /** all payments so far, minor units */
  paidMinor: number;
  /** left out of every plan, minor units */
  disputedMinor: number;
  annualRate: number;
  /** in the loan's zone */
  today: IsoDate;
}

export interface PlanWish {
  means: Means;
  /** absent: the first date of the schedule that leaves supervisors the time to approve */
  firstDueOn?: IsoDate | undefined;
}

/**
 * Turns books into the question that the calculator answers. What falls due before the plan's first date is taken
 * for arrears, since by then it is; what falls due later is due with the plan's next date.
 *
 * @param answerDays that supervisors have to approve
 */
export function planQuestionOf(
  books: LoanBooks,
  wish: PlanWish,
  policy: PlanPolicy,
  answerDays: number,
): PlanQuestion {
  const { instalments, paidMinor, disputedMinor, annualRate, today } = books;
  const firstDueOn = wish.firstDueOn ?? firstDateOf(books, answerDays);
  const due = instalments.map((parts) => ({ dueOn: parts.dueOn, amountMinor: amountOf(parts) }));
  const { arrearsMinor } = delinquencyOf(due, paidMinor, firstDueOn > today ? firstDueOn : today);
  const toCome = instalments.filter(({ dueOn }) => dueOn >= firstDueOn && dueOn >= today);
  return {
    arrearsMinor: Math.max(0, arrearsMinor - disputedMinor),
    principalMinor: toCome.reduce((sum, { principalMinor }) => sum + principalMinor, 0),
    annualRate,
    termMonths: toCome.length,
    running: byPlanDate(toCome, firstDueOn),
    firstDueOn,
    means: wish.means,
    policy,
  };
}

/** @returns the first date of the schedule after the time to approve, or, where none is left, the day after it */
export function firstDateOf({ instalments, today }: LoanBooks, answerDays: number): IsoDate {
  const earliest = addDays(today, answerDays + 1);
  return instalments.find(({ dueOn }) => dueOn >= earliest)?.dueOn ?? earliest;
}

function byPlanDate(toCome: readonly ScheduledParts[], firstDueOn: IsoDate): MonthlyAmount[] {
  const months: MonthlyAmount[] = [];
  let at = 0;
  for (const parts of toCome) {
    while (dueOnOf({ firstDueOn }, at) < parts.dueOn) at += 1;
    while (months.length <= at) months.push({ amountMinor: 0, interestMinor: 0 });
    const month = months[at];
    if (!month) continue;
    month.amountMinor += amountOf(parts);
    month.interestMinor += parts.interestMinor + parts.feeMinor;
  }
  return months;
}

const amountOf = ({ principalMinor, interestMinor, feeMinor }: ScheduledParts) =>
  principalMinor + interestMinor + feeMinor;
