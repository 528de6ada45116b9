import type { Strategy } from '../strategy/schema.ts';
import type { Instruction } from './decision.ts';
import type { NextStep, Step } from './next-step.ts';
import type { CaseState } from './state.ts';
import { stepAfter } from './step-after.ts';
import { stepDataOf } from './step-data.ts';
import { reasonOf } from './wait-reason.ts';
import { nameOfStep, nameOfWait } from './words.ts';

/**
 * @param now epoch milliseconds, before the instant of the step
 * @returns the instruction to wait for a step, with what people need to be told of it, and the state that remembers
 *   since when it is waited for
 */
export function waitFor(
  state: CaseState,
  next: NextStep,
  strategy: Strategy,
  now: number,
): { state: CaseState; instruction: Instruction } {
  const { atMs: untilMs, step: awaited, why } = next;
  const waiting = waitedFor(state, awaited, now);
  const step = nameOfStep(awaited, state, strategy, untilMs);
  const reason = reasonOf(next);
  const then = stepAfter(state, strategy, next, now);
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
  { atMs: untilMs, step, why }: NextStep,
  now: number,
): { state: CaseState; instruction: Instruction } {
  const instruction = { kind: 'wait' as const, untilMs, step: step.kind, summary: '', why };
  return { state: waitedFor(state, step, now), instruction };
}

function waitedFor(state: CaseState, step: Step, now: number): CaseState {
  const key = keyOf(step);
  return state.waiting?.for === key ? state : { ...state, waiting: { for: key, sinceMs: now } };
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
