import { caseWith } from '../case-with.ts';
import { anotherWay, tryAgain, withoutCallWork } from '../call-step.ts';
import { checkCallOutcome } from '../checks/call.ts';
import { takeRung } from '../take-rung.ts';
import { accepted, entryOf, type CaseContext, type Effects, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CallResult } from '../events/calls.ts';
import { preferredInstant, restUntil } from '../planning.ts';
import type { CaseState, OpenCall } from '../state.ts';
import { onDispute } from './dispute.ts';
import { onGrace } from './grace.ts';
import { onPromise } from './promise.ts';

/** What came of a call leads on: another try, number or channel, the next step, or what the customer has said. */
export function onCallOutcome(
  before: CaseState,
  event: CaseEventOf<'call-outcome'>,
  context: CaseContext,
): Transition {
  const rejection = checkCallOutcome(before, event, context.now);
  const { openCall } = before;
  if (rejection || !openCall) return { rejection: rejection ?? GONE };
  const state = caseWith(before, { openCall: undefined });
  const next = followUp(state, openCall, event, context);
  if ('rejection' in next) return next;
  const { callId, reservedAtMs, taskId } = openCall;
  const { result } = event.outcome;
  const entry = entryOf(event, { callId, outcome: result }, next.why);
  const { effects } = next;
  const ended = { callId, reservedAtMs, ended: { status: 'called' as const, outcome: result } };
  const done = taskId ? [taskId] : [];
  return {
    state: next.state,
    effects: {
      ...effects,
      entries: [entry, ...effects.entries],
      tasksClosed: effects.tasksClosed === 'all' ? 'all' : [...done, ...effects.tasksClosed],
      calls: [ended],
    },
  };
}

const GONE = { rule: 'CallNotOpen', message: 'The call is not open any more.' } as const;

type FollowUp =
  { state: CaseState; effects: Effects; why: string } | Extract<Transition, { rejection: unknown }>;

function followUp(
  state: CaseState,
  openCall: OpenCall,
  event: CaseEventOf<'call-outcome'>,
  context: CaseContext,
): FollowUp {
  if (state.closed) return { why: 'recorded; the case was closed meanwhile', ...accepted(state, []) };
  const { outcome } = event;
  switch (outcome.result) {
    case 'no-answer':
    case 'third-party':
    case 'hung-up': {
      const { state: after, why } = tryAgain(state, context);
      return { why, ...accepted(after, []) };
    }
    case 'wrong-number': {
      const { state: after, why } = anotherNumber(state, context);
      return { ...accepted(after, [], { addresses: [{ kind: 'phone', usable: false }] }), why };
    }
    case 'refuses':
      return { why: 'reached; the ladder goes on', ...accepted(reached(state, openCall, context), []) };
    case 'promise':
    case 'hardship':
    case 'dispute': {
      const said = saying(reached(state, openCall, context), outcome, event, context);
      return 'rejection' in said ? said : { why: 'reached; see what the customer said', ...said };
    }
  }
}

function saying(
  state: CaseState,
  outcome: Extract<CallResult, { result: 'promise' | 'hardship' | 'dispute' }>,
  { id, by }: CaseEventOf<'call-outcome'>,
  context: CaseContext,
): Transition {
  switch (outcome.result) {
    case 'promise': {
      const { result, ...said } = outcome;
      return onPromise(state, { type: 'promise', id, by, ...said }, context);
    }
    case 'hardship': {
      const { result, ...said } = outcome;
      return onGrace(state, { type: 'grace', id, by, ...said }, context);
    }
    case 'dispute': {
      const { result, ...said } = outcome;
      return onDispute(state, { type: 'dispute', id, by, ...said }, context);
    }
  }
}

/** The number is of no use any more: another one is tried at once, if there is one, else another way. */
function anotherNumber(state: CaseState, context: CaseContext): { state: CaseState; why: string } {
  const { callWork } = state;
  if (callWork?.rung !== state.rung) return { state: withoutCallWork(state), why: 'the number is given up' };
  if ((context.facts.customer.otherPhones ?? 0) === 0) {
    const { state: after, why } = anotherWay(state, context);
    return { state: after, why: `the number is given up, no other is known; ${why}` };
  }
  const { rung, attempts } = callWork;
  return {
    state: caseWith(state, { callWork: { rung, attempts } }),
    why: 'the number is given up; another is tried',
  };
}

/** @returns the state after the customer was spoken to: the step is taken, and there is some peace before the next */
function reached(state: CaseState, { taskId }: OpenCall, context: CaseContext): CaseState {
  const { callWork, rung } = state;
  const left = withoutCallWork(state);
  if (taskId !== undefined && callWork?.rung === rung) return takeRung(left, rung, context);
  const { now, strategy } = context;
  const days = strategy.minGapDays;
  const why = `at least ${days} days after a conversation`;
  return restUntil(left, preferredInstant(left, now, days, strategy), why, { kind: 'conversation', days });
}
