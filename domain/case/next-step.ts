import type { TaskId } from '../ids.ts';
import type { Rung, Strategy } from '../strategy/schema.ts';
import { ladderOf } from '../strategy/ladder.ts';
import { endOfDay } from '../local-time.ts';
import { plannedAt } from './planning.ts';
import { nextUnmet, promiseDeadline, promiseReminderAt } from './promise.ts';
import { suspendingHolds, type CaseState, type HoldKind } from './state.ts';

/** What a case does by itself when its time comes. */
export type Step =
  | { kind: 'rung'; index: number; rung: Rung }
  | { kind: 'promise-reminder' }
  | { kind: 'judge-promise' }
  | { kind: 'hold-end'; hold: HoldKind }
  | { kind: 'ask-end'; taskId: TaskId }
  | { kind: 'thanks' };

export interface NextStep {
  /** epoch milliseconds; may lie in the past, then the step is due now */
  atMs: number;
  step: Step;
  /** the rule or policy that set the instant */
  why: string;
}

/**
 * What to do next, and when: the earliest of the ends of holds, the open promise's dates and, unless a hold
 * suspends it, the next rung of the ladder.
 *
 * @param now epoch milliseconds; a rung that has nothing left to plan by is due at it
 * @returns undefined only for a closed case that has nothing left to say
 */
export function nextStep(state: CaseState, strategy: Strategy, now: number): NextStep | undefined {
  if (state.closed) return state.thanksDue && { ...state.notBefore, step: { kind: 'thanks' } };
  const candidates = [
    ...holdEnds(state),
    ...askEnds(state),
    ...promiseSteps(state, strategy, now),
    ...ladderStep(state, strategy, now),
  ];
  return candidates.reduce<NextStep | undefined>(
    (first, candidate) => (first === undefined || candidate.atMs < first.atMs ? candidate : first),
    undefined,
  );
}

function holdEnds(state: CaseState): NextStep[] {
  return state.holds
    .filter((hold) => hold.kind !== 'promise')
    .map((hold) => ({
      atMs: hold.untilMs,
      step: { kind: 'hold-end', hold: hold.kind },
      why: `hold '${hold.kind}' of ${hold.owner} ends`,
    }));
}

function askEnds(state: CaseState): NextStep[] {
  return (state.asks ?? []).map(({ taskId, dueAtMs, kind }) => ({
    atMs: dueAtMs,
    step: { kind: 'ask-end', taskId },
    why: `the time to decide '${kind}' ends`,
  }));
}

function promiseSteps(state: CaseState, strategy: Strategy, now: number): NextStep[] {
  const { promise } = state;
  if (!promise) return [];
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
    const deferred = state.notBefore.why.startsWith(DEFERRED) ? state.notBefore.atMs : 0;
    const atMs = Math.max(reminder, deferred, state.rest?.atMs ?? 0);
    const dueOn = nextUnmet(state, promise)?.dueOn ?? '';
    // After the promised day a reminder of it would be a reproach.
    if (Math.max(atMs, now) < endOfDay(dueOn, state.zone)) {
      steps.push({ atMs, step: { kind: 'promise-reminder' }, why: 'the day before the promised date' });
    }
  }
  return steps;
}

function ladderStep(state: CaseState, strategy: Strategy, now: number): NextStep[] {
  if (suspendingHolds(state).length > 0) return [];
  const ladder = ladderOf(strategy, state.tier);
  const index = Math.min(state.rung, ladder.length - 1);
  const rung = ladder[index];
  if (!rung) return [];
  const planned = plannedAt(state, rung, strategy) ?? now;
  const step: Step = { kind: 'rung', index, rung };
  const { notBefore, rest } = state;
  const least = rest && rest.atMs > notBefore.atMs ? rest : notBefore;
  return planned >= least.atMs
    ? [{ atMs: planned, step, why: `strategy ${state.strategy}, day ${rung.onDay} past due` }]
    : [{ ...least, step }];
}

/** How a `notBefore` begins that the gate has set. */
export const DEFERRED = 'deferred by ';
