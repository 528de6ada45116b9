import { caseWith } from './case-with.ts';
import { addDays, MINUTE_MS } from '../calendar.ts';
import { atLocalTime, endOfDay } from '../local-time.ts';
import { instalmentToRemind, judgedAfter } from '../plan/track.ts';
import { spread } from '../stable-hash.ts';
import type { Strategy } from '../strategy/schema.ts';
import { usualTime } from '../strategy/usual-time.ts';
import { holdOf } from './hold.ts';
import { suspendingHolds, type CaseState, type PendingContact } from './state.ts';

/** What a plan, and grace, have a case do by themselves, and when. */

export type PlanStep =
  { kind: 'judge-plan' } | { kind: 'plan-reminder' } | { kind: 'plan-missed' } | { kind: 'grace-check' };

interface NextPlanStep {
  atMs: number;
  step: PlanStep;
  why: string;
}

/** @returns when it is looked whether more has become overdue in grace; nothing when grace ends before */
export function graceSteps(state: CaseState): NextPlanStep[] {
  const grace = holdOf(state, 'grace');
  if (!grace?.watch || grace.watch.atMs >= grace.untilMs) return [];
  const why = 'an instalment that fell due in grace is to be paid by then';
  return [{ atMs: grace.watch.atMs, step: { kind: 'grace-check' }, why }];
}

/**
 * @param deferredUntilMs where the gate has put a contact off
 * @param now epoch milliseconds
 * @returns the plan's next judgement, and what is to be said of it
 */
export function planSteps(
  state: CaseState,
  strategy: Strategy,
  { deferredUntilMs, now }: { deferredUntilMs: number; now: number },
): NextPlanStep[] {
  const { plan } = state;
  if (!plan) return [];
  const steps: NextPlanStep[] = [
    {
      atMs: endOfDay(judgedAfter(plan, strategy.plan), state.zone),
      step: { kind: 'judge-plan' },
      why: 'the date of an instalment and its tolerance are over',
    },
  ];
  if (suspendingHolds(state).some((hold) => hold.kind !== 'plan' && hold.kind !== 'promise')) return steps;
  if (plan.missedToTell) {
    steps.push({
      atMs: Math.max(deferredUntilMs, state.rest?.atMs ?? 0),
      step: { kind: 'plan-missed' },
      why: 'an instalment of the plan was missed',
    });
  }
  return [...steps, ...reminderOf(state, strategy, { deferredUntilMs, now })];
}

function reminderOf(
  state: CaseState,
  strategy: Strategy,
  { deferredUntilMs, now }: { deferredUntilMs: number; now: number },
): NextPlanStep[] {
  const { plan } = state;
  const { remindDaysBefore } = strategy.plan;
  const next = plan && instalmentToRemind(plan, state.paidMinor, strategy.plan);
  if (!plan || !next || remindDaysBefore === 0 || next.index < plan.reminded) return [];
  const planned =
    atLocalTime(addDays(next.dueOn, -remindDaysBefore), usualTime(strategy), state.zone) +
    spread(state.loanId, strategy.spreadMinutes * MINUTE_MS);
  const atMs = Math.max(planned, deferredUntilMs, state.rest?.atMs ?? 0);
  // After its date a reminder would be a reproach.
  if (Math.max(atMs, now) >= endOfDay(next.dueOn, state.zone)) return [];
  return [
    {
      atMs,
      step: { kind: 'plan-reminder' },
      why: `${remindDaysBefore} days before an instalment of the plan`,
    },
  ];
}

/** @returns the state once it was said, or need not be said */
export function saidOfPlan(state: CaseState, step: PlanStep, strategy: Strategy): CaseState {
  const { plan } = state;
  if (!plan) return state;
  if (step.kind === 'plan-missed') {
    const { missedToTell, ...told } = plan;
    return caseWith(state, { plan: told });
  }
  const next = instalmentToRemind(plan, state.paidMinor, strategy.plan);
  return next ? caseWith(state, { plan: { ...plan, reminded: next.index + 1 } }) : state;
}

/** @returns the state in which it is still to be said */
export function unsaidOfPlan(state: CaseState, about: NonNullable<PendingContact['about']>): CaseState {
  const { plan } = state;
  if (!plan) return state;
  return about === 'plan-missed'
    ? caseWith(state, { plan: { ...plan, missedToTell: true } })
    : caseWith(state, { plan: { ...plan, reminded: Math.max(0, plan.reminded - 1) } });
}
