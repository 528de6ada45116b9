import { caseWith } from './case-with.ts';
import { accepted, systemEntry, type CaseContext, type Transition } from './context.ts';
import { judgeLastPromise, judgeOpenPromise, mootPromise } from './judge-promises.ts';
import type { CaseState, CloseReason } from './state.ts';

const NOTHING_OPEN = {
  promise: undefined,
  plan: undefined,
  settlement: undefined,
  pending: undefined,
  asks: undefined,
  frozenSinceMs: undefined,
  rest: undefined,
  callWork: undefined,
  errands: undefined,
  tried: undefined,
} as const;

/** @returns the closed case: no holds, no promise, nothing pending */
export function closeCase(state: CaseState, reason: CloseReason, now: number): CaseState {
  const forgiven = reason === 'settled' && { forgivenMinor: state.arrearsMinor };
  return caseWith(state, {
    ...NOTHING_OPEN,
    stage: 'closed',
    closed: { reason, atMs: now, ...forgiven },
    holds: [],
  });
}

/** @returns the case closed by what the customer has paid, who is told so, once */
export function closeWithThanks(state: CaseState, reason: CloseReason, now: number): CaseState {
  return caseWith(closeCase(state, reason, now), { thanksDue: true, notBefore: { atMs: now, why: reason } });
}

/**
 * What the books say once they are up to date: nothing overdue any more cures the case, the open promise is judged,
 * and the last one again if the books have changed under it. Runs after the events of a decision, and when a deadline
 * has passed.
 *
 * @returns undefined when nothing changed
 */
export function settleBooks(
  before: CaseState,
  context: CaseContext,
): Extract<Transition, { state: CaseState }> | undefined {
  if (before.closed) return undefined;
  const again = judgeLastPromise(before, context);
  const judged = judgeOpenPromise(again?.state ?? before, context);
  const state = judged?.state ?? again?.state ?? before;
  const entries = [...(again?.entries ?? []), ...(judged?.entries ?? [])];
  if (state.arrearsMinor > 0) return again || judged ? accepted(state, entries) : undefined;
  const { now } = context;
  const moot = mootPromise(state);
  const entry = systemEntry('cured', { paidMinor: state.paidMinor }, 'nothing is overdue any more');
  return accepted(closeWithThanks(state, 'cured', now), [...entries, ...(moot ? [moot] : []), entry], {
    tasksClosed: 'all',
  });
}
