import { addDays, type IsoDate } from '../calendar.ts';
import * as plans from './plan.ts';
import type { Plan } from './plan.ts';
import type { PlanPolicy } from './policy.ts';

/** How an instalment of a plan was judged. */
export type InstalmentOutcome = 'kept' | 'partly' | 'missed';

/** One letter for each instalment that was judged: k, p or m. */
const LETTERS: Record<InstalmentOutcome, string> = { kept: 'k', partly: 'p', missed: 'm' };

/** A plan that stands, with how it has gone so far. */
export interface StandingPlan extends Plan {
  id: string;
  /** all payments of the loan when it was approved: what comes after counts towards it */
  paidBeforeMinor: number;
  /** one letter for each instalment judged, in order: kept, partly kept, missed */
  outcomes: string;
  missed: number;
  /** how many days past due the ladder stood at when it stopped for the plan */
  ladderDays: number;
  /** instalments that have been reminded of, as a number from the first */
  reminded: number;
  /** the law forbade to ask for money until this day; nothing is judged before the tolerance after it is over */
  heldUntilOn?: IsoDate;
  /** an instalment was missed, and the customer is still to be told that the plan stands */
  missedToTell?: true;
}

type Tracking = Pick<PlanPolicy, 'toleranceDays' | 'toleranceMinor' | 'partlyKeptShare' | 'missesToEnd'>;

/** @returns what was paid since the plan was approved, minor units */
export function paidTowards(plan: StandingPlan, paidMinor: number): number {
  return Math.max(0, paidMinor - plan.paidBeforeMinor);
}

/** @returns the last date that counts for the instalment of that index; after the last one there is one month more */
export function lastDayFor(
  plan: Pick<StandingPlan, 'firstDueOn' | 'heldUntilOn'>,
  index: number,
  { toleranceDays }: Pick<PlanPolicy, 'toleranceDays'>,
): IsoDate {
  const dueOn = plans.dueOnOf(plan, index);
  const { heldUntilOn = dueOn } = plan;
  return addDays(dueOn > heldUntilOn ? dueOn : heldUntilOn, toleranceDays);
}

/** @returns the last date that counts for the next instalment to be judged */
export function judgedAfter(plan: StandingPlan, policy: Pick<PlanPolicy, 'toleranceDays'>): IsoDate {
  return lastDayFor(plan, plan.outcomes.length, policy);
}

/** @returns the last date that counts at all: a month after the last instalment */
export function lastDateOf(
  plan: Plan & Pick<StandingPlan, 'heldUntilOn'>,
  policy: Pick<PlanPolicy, 'toleranceDays'>,
): IsoDate {
  return lastDayFor(plan, plans.monthsOf(plan), policy);
}

/** @returns whether everything is paid that the plan asks for, within the tolerance */
export function isPaid(plan: StandingPlan, paidMinor: number, policy: Pick<PlanPolicy, 'toleranceMinor'>) {
  return paidTowards(plan, paidMinor) + policy.toleranceMinor >= plans.totalOf(plan);
}

/** What the customer is told of an instalment: by when, and all that is missing until it is paid. */
export interface InstalmentToTell {
  index: number;
  dueOn: IsoDate;
  missingMinor: number;
}

/** @returns the instalment of that index with what is missing until it is paid, and what was due before it */
export function instalmentAt(plan: StandingPlan, index: number, paidMinor: number): InstalmentToTell {
  const missingMinor = Math.max(0, plans.cumulativeOf(plan, index) - paidTowards(plan, paidMinor));
  return { index, dueOn: plans.dueOnOf(plan, index), missingMinor };
}

/** @returns the first instalment still to come that is not paid, within the tolerance; undefined when there is none */
export function instalmentToRemind(
  plan: StandingPlan,
  paidMinor: number,
  policy: Pick<PlanPolicy, 'toleranceMinor'>,
): InstalmentToTell | undefined {
  const months = plans.monthsOf(plan);
  for (let index = plan.outcomes.length; index < months; index += 1) {
    const next = instalmentAt(plan, index, paidMinor);
    if (next.missingMinor > policy.toleranceMinor) return next;
  }
  return undefined;
}

export interface Judged {
  number: number;
  dueOn: IsoDate;
  outcome: InstalmentOutcome;
  /** what was to be paid by then and was not, minor units */
  missingMinor: number;
}

/**
 * Judges what can be judged: an instalment is kept as soon as all that was due by it is paid, partly kept or missed
 * once its date and the tolerance are over. Dates that pass together count as one miss: nobody could be told between.
 *
 * @param paidMinor all payments of the loan
 * @param today in the loan's zone
 * @returns the plan, what was judged, and whether it is broken
 */
export function judgePlan(
  before: StandingPlan,
  paidMinor: number,
  today: IsoDate,
  policy: Tracking,
): { plan: StandingPlan; judged: Judged[]; broken: boolean } {
  const paid = paidTowards(before, paidMinor);
  const months = plans.monthsOf(before);
  const judged: Judged[] = [];
  let { outcomes } = before;
  const dueOf = (at: number) => plans.dueOnOf(before, at);
  const isOver = (at: number) => today > lastDayFor(before, at, policy);
  while (outcomes.length < months) {
    const at = outcomes.length;
    const missingMinor = Math.max(0, plans.cumulativeOf(before, at) - paid);
    if (missingMinor > policy.toleranceMinor && !isOver(at)) break;
    const amountMinor = plans.cumulativeOf(before, at) - plans.cumulativeOf(before, at - 1);
    const share = amountMinor === 0 ? 1 : 1 - missingMinor / amountMinor;
    const outcome =
      missingMinor <= policy.toleranceMinor ? 'kept' : share >= policy.partlyKeptShare ? 'partly' : 'missed';
    judged.push({ number: at + 1, dueOn: dueOf(at), outcome, missingMinor });
    outcomes += LETTERS[outcome];
  }
  const missed = before.missed + (judged.some(({ outcome }) => outcome === 'missed') ? 1 : 0);
  // After the last instalment a month is left to make good what is missing.
  const overdue = outcomes.length === months && !isPaid(before, paidMinor, policy) && isOver(months);
  const broken = missed >= policy.missesToEnd || overdue;
  return { plan: { ...before, outcomes, missed }, judged, broken };
}

/** @returns how the instalment of that index was judged, or that it is open */
export function outcomeOf(
  { outcomes }: Pick<StandingPlan, 'outcomes'>,
  index: number,
): InstalmentOutcome | 'open' {
  const letter = outcomes[index];
  const known = (['kept', 'partly', 'missed'] as const).find((outcome) => LETTERS[outcome] === letter);
  return known ?? 'open';
}
