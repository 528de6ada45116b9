import { addDays, localDate } from '../../calendar.ts';
import type { Rejection } from '../../failures.ts';
import { formatMoney } from '../../money.ts';
import { largestOf, monthsOf, totalOf, type Plan } from '../../plan/plan.ts';
import type { AuthorityPolicy } from '../../strategy/schema.ts';
import type { PlanPolicy } from '../../plan/policy.ts';
import type { CaseState } from '../state.ts';
import { refuse } from './refuse.ts';

export interface PlanOffer {
  plan: Plan;
  /** what the customer can pay a month, minor units */
  capacityMinor: number;
}

export interface PlanLimits {
  plan: PlanPolicy;
  authority: Pick<AuthorityPolicy, 'answerDays'>;
}

/**
 * What the strategy does not allow in a plan, whoever worked it out.
 *
 * @param now epoch milliseconds
 * @returns the first rule that the plan breaks, or undefined
 */
export function checkPlanPolicy(
  state: Pick<CaseState, 'zone' | 'currency' | 'brokenPlans'>,
  offer: PlanOffer,
  { plan: policy, authority }: PlanLimits,
  now: number,
): Rejection | undefined {
  const broken = state.brokenPlans ?? 0;
  if (broken > policy.maxBroken) {
    return refuse('TooManyBrokenPlans', `${broken} plans were broken; no further one is taken.`);
  }
  return (
    checkDates(state, offer.plan, { plan: policy, authority }, now) ??
    checkAmounts(offer, policy, (minor) => formatMoney(minor, state.currency))
  );
}

function checkDates(
  { zone }: Pick<CaseState, 'zone'>,
  plan: Plan,
  { plan: policy, authority }: PlanLimits,
  now: number,
): Rejection | undefined {
  const today = localDate(now, zone);
  const earliest = addDays(today, authority.answerDays + 1);
  const latest = addDays(today, Math.max(policy.latestFirstDays, authority.answerDays + 1));
  if (plan.firstDueOn < earliest || plan.firstDueOn > latest) {
    return refuse('PlanStart', `The first instalment has to be due between ${earliest} and ${latest}.`);
  }
  const [atFirst] = plan.pieces;
  if (plan.kind === 'interest-only' && policy.interestOnlyMonths === 0) {
    return refuse('PlanNotOffered', 'Plans in which only interest is paid at first are not offered.');
  }
  if (plan.kind === 'interest-only' && (atFirst?.count ?? 0) > policy.interestOnlyMonths) {
    return refuse('PlanTooLong', `Only interest is paid for at most ${policy.interestOnlyMonths} months.`);
  }
  const longest = plan.kind === 'spread' ? policy.longestSpreadMonths : policy.longestTermMonths;
  return monthsOf(plan) > longest
    ? refuse('PlanTooLong', `A plan of this kind takes at most ${longest} months.`)
    : undefined;
}

function checkAmounts(
  { plan, capacityMinor }: PlanOffer,
  policy: PlanPolicy,
  words: (minor: number) => string,
): Rejection | undefined {
  const months = monthsOf(plan);
  const least = policy.leastInstalmentMinor;
  const [atFirst] = plan.pieces;
  const share = plan.kind === 'spread' ? Math.floor(plan.arrearsMinor / months) : largestOf(plan);
  if (months > 1 && share < least) {
    return refuse('PlanTooSmall', `No instalment may be smaller than ${words(least)}.`);
  }
  if (totalOf(plan) < plan.arrearsMinor + plan.interestMinor) {
    return refuse('PlanTooSmall', `A plan has to pay off ${words(plan.arrearsMinor)}, and its interest.`);
  }
  // Interest only is for the months in which more cannot be paid; what comes after them is the supervisor's to judge.
  const asked = plan.kind === 'interest-only' ? (atFirst?.amountMinor ?? 0) : largestOf(plan);
  if (asked > capacityMinor) {
    const missing = words(asked - capacityMinor);
    return refuse(
      'PlanUnaffordable',
      `The customer can pay ${words(capacityMinor)} a month; the plan asks for ${missing} more.`,
    );
  }
  return undefined;
}
