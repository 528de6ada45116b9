import { caseWith } from './case-with.ts';
import type { Strategy } from '../strategy/schema.ts';
import type { PlanningFacts } from './best-hour.ts';
import type { Instruction } from './decision.ts';
import type { NextStep, Step } from './next-step.ts';
import type { CaseState, ChosenHour } from './state.ts';
import { stepAfter } from './step-after.ts';
import { stepDataOf } from './step-data.ts';
import { reasonOf } from './wait-reason.ts';
import { nameOfStep, nameOfWait } from './words.ts';

/**
 * @param now epoch milliseconds, before the instant of the step; @param sequence number of the decision
 * @param facts as of `nextStep`
 * @returns the instruction to wait for a step, with what people need to be told of it, and the state that remembers
 *   since when it is waited for
 */
export function waitFor(
  state: CaseState,
  next: NextStep,
  strategy: Strategy,
  { now, sequence }: { now: number; sequence: number },
  facts?: PlanningFacts,
): { state: CaseState; instruction: Instruction } {
  const { atMs: untilMs, step: awaited, why } = next;
  const waiting = waitedFor(state, next, { now, sequence });
  const step = nameOfStep(awaited, state, strategy, untilMs);
  const reason = reasonOf(next);
  const then = stepAfter(state, strategy, next, now, facts);
  return {
    state: waiting,
    instruction: {
      ...{ kind: 'wait', untilMs, step, summary: nameOfWait(step, untilMs, state.zone), why },
      what: stepDataOf(awaited, state, strategy, untilMs),
      ...(reason && { reason }),
      ...(then && { then }),
    },
  };
}

/** @returns the same without what people are told of it, for whoever lives through a million of them */
export function waitBarely(
  state: CaseState,
  next: NextStep,
  made: { now: number; sequence: number },
): { state: CaseState; instruction: Instruction } {
  const { atMs: untilMs, step, why } = next;
  const instruction = { kind: 'wait' as const, untilMs, step: step.kind, summary: '', why };
  return { state: waitedFor(state, next, made), instruction };
}

function waitedFor(
  state: CaseState,
  { step, hour }: NextStep,
  { now, sequence }: { now: number; sequence: number },
): CaseState {
  const key = keyOf(step);
  const chosenHour = hourAfter(state, step, hour);
  const waiting = state.waiting?.for === key ? state.waiting : { for: key, sinceMs: now };
  return caseWith(state, { chosenHour, waiting, sequence });
}

/** What else is waited for meanwhile leaves the hour of the rung as it was. */
function hourAfter({ chosenHour, rung }: CaseState, { kind }: Step, hour: ChosenHour | undefined) {
  if (hour) return hour;
  return kind !== 'rung' && chosenHour?.rung === rung ? chosenHour : undefined;
}

/** Steps that are waited for are told apart by what they are, not by when: a later instant is the same wait. */
function keyOf(step: Step): string {
  switch (step.kind) {
    case 'rung':
      return `rung ${step.index}`;
    case 'hold-end':
      return `hold-end ${step.hold}`;
    case 'ask-end':
      return `ask-end ${step.taskId}`;
    default:
      return step.kind;
  }
}
