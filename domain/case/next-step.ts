import type { TaskId } from '../ids.ts';
import type { Rung, Strategy } from '../strategy/schema.ts';
import { ladderOf } from '../strategy/ladder.ts';
import { endOfDay } from '../local-time.ts';
import { askOf } from './asks.ts';
import { awaitsLegalApproval } from './legal-action.ts';
import { graceSteps, planSteps, type PlanStep } from './plan-steps.ts';
import { awaitsLetterApproval } from './letter.ts';
import { chosenHourWords } from '../contact/best-time-words.ts';
import { bestHour, type PlanningFacts } from './best-hour.ts';
import { beginOfDay, plannedAt, restEnds, shiftOf } from './planning.ts';
import { settlementDeadline } from './settlement.ts';
import { nextUnmet, promiseDeadline, promiseReminderAt } from './promise.ts';
import { isLegalHold, type HoldKind } from './hold.ts';
import { suspendingHolds, type CaseState, type ChosenHour } from './state.ts';
import type { WaitReason } from './wait-reason.ts';

/** What a case does by itself when its time comes. */
export type Step =
  | { kind: 'rung'; index: number; rung: Rung }
  | { kind: 'promise-reminder' }
  | { kind: 'judge-promise' }
  | { kind: 'hold-end'; hold: HoldKind; holdId?: string }
  | { kind: 'ask-end'; taskId: TaskId }
  | { kind: 'call-missed' }
  | { kind: 'call-lost' }
  | PlanStep
  | { kind: 'judge-settlement' }
  | { kind: 'thanks' };

export interface NextStep {
  /** epoch milliseconds; may lie in the past, then the step is due now */
  atMs: number;
  step: Step;
  /** the rule or policy that set the instant */
  why: string;
  /** the same as data, where the kind of step does not tell it */
  reason?: WaitReason;
  /** why that hour of the day, where it is the best one of a rung */
  hour?: ChosenHour;
}

/**
 * What to do next, and when: the earliest of the ends of holds, the open promise's dates and, unless a hold
 * suspends it, the next rung of the ladder.
 *
 * @param now epoch milliseconds; a rung that has nothing left to plan by is due at it
 * @param facts by which hours are chosen; absent: every rung has the strategy's usual time
 * @returns undefined only for a closed case that has nothing left to say
 */
export function nextStep(
  state: CaseState,
  strategy: Strategy,
  now: number,
  facts?: PlanningFacts,
): NextStep | undefined {
  if (state.closed) {
    return state.thanksDue ? { step: { kind: 'thanks' }, ...state.notBefore } : callSteps(state)[0];
  }
  let first: NextStep | undefined;
  for (const candidate of plannedSteps(state, strategy, now, facts)) {
    if (first === undefined || candidate.atMs < first.atMs) first = candidate;
  }
  return first;
}

/** @returns everything that an open case does by itself as things stand, in no order; of the ladder the next rung */
export function plannedSteps(
  state: CaseState,
  strategy: Strategy,
  now: number,
  facts?: PlanningFacts,
): NextStep[] {
  const steps = [
    ...holdEnds(state),
    ...askEnds(state),
    ...promiseSteps(state, strategy, now),
    ...graceSteps(state),
    ...planSteps(state, strategy, { deferredUntilMs: state.remindFromMs ?? 0, now }),
    ...settlementSteps(state),
    ...ladderStep(state, strategy, now, facts),
    ...callSteps(state),
  ];
  return state.openCall ? steps.filter(({ step }) => !CONTACTS.includes(step.kind)) : steps;
}

/** What most cases have of most of these. */
const NOTHING: readonly NextStep[] = [];

/** While a collector is on the phone nobody else talks to the customer. */
const CONTACTS: readonly Step['kind'][] = [
  'rung',
  'promise-reminder',
  'plan-reminder',
  'plan-missed',
  'call-missed',
];

function callSteps({ openCall }: CaseState): readonly NextStep[] {
  if (!openCall) return NOTHING;
  const why = `${openCall.by} is on the phone; the outcome of the call is awaited`;
  return [{ atMs: openCall.untilMs, step: { kind: 'call-lost' }, why }];
}

function holdEnds(state: CaseState): readonly NextStep[] {
  if (state.holds.length === 0) return NOTHING;
  return (
    state.holds
      // These end with what they stand for: the promise, the plan, the settlement, the answer of the supervisors.
      .filter(({ kind, taskId }) => !OF_SOMETHING.includes(kind) && !(taskId && askOf(state, taskId)))
      .map((hold) => ({
        atMs: hold.untilMs,
        step: { kind: 'hold-end', hold: hold.kind, ...(isLegalHold(hold) && { holdId: hold.holdId }) },
        why: `hold '${hold.kind}' of ${hold.owner} ${hold.review ? 'is looked at again' : 'ends'}`,
      }))
  );
}

const OF_SOMETHING: readonly HoldKind[] = ['promise', 'plan', 'settlement'];

function settlementSteps(state: CaseState): readonly NextStep[] {
  const { settlement } = state;
  if (!settlement) return NOTHING;
  const why = 'the day by which the settlement is to be paid, and the tolerance, are over';
  return [{ atMs: settlementDeadline(state, settlement), step: { kind: 'judge-settlement' }, why }];
}

function askEnds({ asks = [] }: CaseState): readonly NextStep[] {
  if (asks.length === 0) return NOTHING;
  return asks.map(({ taskId, dueAtMs, kind }) => ({
    atMs: dueAtMs,
    step: { kind: 'ask-end', taskId },
    why: `the time to decide '${kind}' ends`,
  }));
}

function promiseSteps(state: CaseState, strategy: Strategy, now: number): readonly NextStep[] {
  const { promise } = state;
  if (!promise) return NOTHING;
  const deadline = promiseDeadline(state, promise);
  const reminder = promiseReminderAt(state, promise, strategy);
  const othersSuspend = suspendingHolds(state).some((hold) => hold.kind !== 'promise');
  const steps: NextStep[] = [];
  if (deadline !== undefined) {
    steps.push({
      atMs: deadline,
      step: { kind: 'judge-promise' },
      why: 'promised date and tolerance are over',
    });
  }
  if (reminder !== undefined && !othersSuspend) {
    const atMs = Math.max(reminder, state.remindFromMs ?? 0, state.rest?.atMs ?? 0);
    const dueOn = nextUnmet(state, promise)?.dueOn ?? '';
    // After the promised day a reminder of it would be a reproach.
    if (Math.max(atMs, now) < endOfDay(dueOn, state.zone)) {
      steps.push({ atMs, step: { kind: 'promise-reminder' }, why: 'the day before the promised date' });
    }
  }
  return steps;
}

function ladderStep(
  state: CaseState,
  strategy: Strategy,
  now: number,
  facts: PlanningFacts | undefined,
): readonly NextStep[] {
  if (suspendingHolds(state).length > 0 || awaitsLegalApproval(state)) return NOTHING;
  const ladder = ladderOf(strategy, state.tier);
  const index = Math.min(state.rung, ladder.length - 1);
  const rung = ladder[index];
  if (!rung || awaitsLetterApproval(state, rung)) return NOTHING;
  const task = state.callWork?.rung === index ? state.callWork.task : undefined;
  if (task)
    return [{ atMs: task.dueAtMs, step: { kind: 'call-missed' }, why: 'a collector has the task to call' }];
  const planned = plannedAt(state, rung, strategy) ?? now;
  const movedDays = shiftOf(state, rung);
  const step = { kind: 'rung' as const, index, rung };
  const { notBefore, rest } = state;
  const least = rest && rest.atMs > notBefore.atMs ? rest : notBefore;
  const usual: NextStep =
    planned >= least.atMs
      ? {
          atMs: planned,
          step,
          why: `strategy ${state.strategy}, day ${rung.onDay} past due`,
          reason: { kind: 'strategy', day: rung.onDay, ...(movedDays !== 0 && { movedDays }) },
        }
      : { step, ...least };
  if (strategy.preferredTime !== 'best') return [usual];
  const fromMs = Math.max(beginOfDay(state, planned), restEnds(state));
  const hour = bestHour(state, step, fromMs, { strategy, now, facts });
  return [hour ? { ...usual, atMs: hour.atMs, why: `${usual.why}; ${chosenHourWords(hour)}`, hour } : usual];
}
