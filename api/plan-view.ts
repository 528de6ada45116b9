import type { CaseState } from '../domain/case/state.ts';
import { formatMinor } from '../domain/money.ts';
import { instalmentsOf } from '../domain/plan/plan.ts';
import type { PlanAnswer, PlanProposal, PlanQuestion } from '../domain/plan/propose.ts';
import { outcomeOf, paidTowards } from '../domain/plan/track.ts';
import type { CasePlanView, PlanProposalView, PlanQuoteView } from './schemas/plans.ts';

/** @returns what the calculator has answered, as callers see it */
export function planQuoteView(
  { loanId, currency }: Pick<CaseState, 'loanId' | 'currency'>,
  question: PlanQuestion,
  { capacityMinor, proposals }: PlanAnswer,
): PlanQuoteView {
  const money = moneyIn(currency);
  return {
    loanId,
    arrears: money(question.arrearsMinor),
    principal: money(question.principalMinor),
    annualRate: question.annualRate,
    termMonths: question.termMonths,
    capacity: money(capacityMinor),
    proposals: proposals.map((proposal) => proposalView(proposal, currency)),
  };
}

function proposalView(proposal: PlanProposal, currency: string): PlanProposalView {
  const { plan, months, instalments, cost, affordable, shortfallMinor, later } = proposal;
  const money = moneyIn(currency);
  return {
    kind: plan.kind,
    months,
    firstDueOn: plan.firstDueOn,
    instalments: instalments.map(({ dueOn, amountMinor }) => ({ dueOn, amount: money(amountMinor) })),
    arrears: money(plan.arrearsMinor),
    interest: money(plan.interestMinor),
    cost: {
      total: money(cost.totalMinor),
      unchanged: money(cost.unchangedMinor),
      extra: money(cost.extraMinor),
    },
    affordable,
    shortfall: money(shortfallMinor),
    ...(later && {
      later: {
        from: later.fromOn,
        amount: money(later.amountMinor),
        shortfall: money(later.shortfallMinor),
      },
    }),
  };
}

/** @returns the plans of a case: the one that stands, and the one that supervisors are to decide */
export function casePlans({ plan, asks, paidMinor, currency }: CaseState): CasePlanView[] {
  const money = moneyIn(currency);
  const views: CasePlanView[] = [];
  if (plan) {
    const instalments = instalmentsOf(plan).map(({ dueOn, amountMinor }, index) => ({
      dueOn,
      amount: money(amountMinor),
      outcome: outcomeOf(plan, index),
    }));
    const paid = money(paidTowards(plan, paidMinor));
    views.push({ status: 'standing', kind: plan.kind, instalments, paid, missed: plan.missed });
  }
  for (const { about, taskId } of asks ?? []) {
    if (about.kind !== 'plan-approval') continue;
    const instalments = instalmentsOf(about.plan).map(({ dueOn, amountMinor }) => ({
      dueOn,
      amount: money(amountMinor),
      outcome: 'open' as const,
    }));
    views.push({
      status: 'under-review',
      kind: about.plan.kind,
      taskId,
      instalments,
      paid: money(0),
      missed: 0,
    });
  }
  return views;
}

const moneyIn = (currency: string) => (minor: number) => ({ amount: formatMinor(minor, currency), currency });
