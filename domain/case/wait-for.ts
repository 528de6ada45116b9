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
 * @param now epoch milliseconds, before the instant of the step @param facts as of `nextStep`
 * @returns the instruction to wait for a step, with what people need to be told of it, and the state that remembers
 *   since when it is waited for
 */
export function waitFor(
  state: CaseState,
  next: NextStep,
  strategy: Strategy,
  now: number,
  facts?: PlanningFacts,
): { state: CaseState; instruction: Instruction } {
  const { atMs: untilMs, step: awaited, why } = next;
  const waiting = waitedFor(state, next, now);
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
  now: number,
): { state: CaseState; instruction: Instruction } {
  const { atMs: untilMs, step, why } = next;
  const instruction = { kind: 'wait' as const, untilMs, step: step.kind, summary: '', why };
  return { state: waitedFor(state, next, now), instruction };
}

function waitedFor(before: CaseState, { step, hour }: NextStep, now: number): CaseState {
  const state = withHour(before, step, hour);
  const key = keyOf(step);
  return state.waiting?.for === key ? state : caseWith(state, { waiting: { for: key, sinceMs: now } });
}

/** What else is waited for meanwhile leaves the hour of the rung as it was. */
function withHour(state: CaseState, { kind }: Step, hour: ChosenHour | undefined): CaseState {
  const { chosenHour } = state;
  if (hour) return hour === chosenHour ? state : caseWith(state, { chosenHour: hour });
  if (!chosenHour || (kind !== 'rung' && chosenHour.rung === state.rung)) return state;
  return caseWith(state, { chosenHour: undefined });
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
