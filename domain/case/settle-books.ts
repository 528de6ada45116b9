import { ladderOf } from '../strategy/ladder.ts';
import { accepted, systemEntry, type CaseContext, type Transition } from './context.ts';
import { liftHold } from './holds.ts';
import { judgePromise } from './promise.ts';
import { daysLate } from './days-late.ts';
import type { CaseState, CloseReason } from './state.ts';

/** @returns the closed case: no holds, no promise, nothing pending */
export function closeCase(state: CaseState, reason: CloseReason, now: number): CaseState {
  const { promise, pending, asks, frozenSinceMs, rest, ...left } = state;
  return { ...left, stage: 'closed', closed: { reason, atMs: now }, holds: [] };
}

/**
 * What the books say once they are up to date: nothing overdue any more cures the case, and the open promise
 * is judged. Runs after the events of a decision, and when a deadline has passed.
 *
 * @returns undefined when nothing changed
 */
export function settleBooks(
  state: CaseState,
  context: CaseContext,
): Extract<Transition, { state: CaseState }> | undefined {
  if (state.closed) return undefined;
  const { now } = context;
  const outcome = state.promise && judgePromise(state, state.promise, now);
  const promiseEntries =
    state.promise && outcome && outcome !== 'open'
      ? [systemEntry(`promise-${outcome}`, { promiseId: state.promise.id }, PROMISE_WORDS[outcome])]
      : [];
  if (state.arrearsMinor === 0) {
    const keptPromises = state.keptPromises + (outcome === 'kept' ? 1 : 0);
    const cured: CaseState = { ...closeCase({ ...state, keptPromises }, 'cured', now), thanksDue: true };
    const entry = systemEntry('cured', { paidMinor: state.paidMinor }, 'nothing is overdue any more');
    return accepted({ ...cured, notBefore: { atMs: now, why: 'cured' } }, [...promiseEntries, entry], {
      tasksClosed: 'all',
    });
  }
  if (promiseEntries.length === 0) return undefined;
  const { promise, ...rest } = liftHold(state, 'promise', now);
  if (outcome === 'kept') return accepted({ ...rest, keptPromises: rest.keptPromises + 1 }, promiseEntries);
  if (outcome === 'partly-kept') return accepted(rest, promiseEntries);
  return accepted(hurry({ ...rest, brokenPromises: rest.brokenPromises + 1 }, context), promiseEntries);
}

/**
 * The next rung becomes due at once and the rest of the ladder moves forward with it. The rest after a payment
 * is respected all the same, and going to court is not hurried.
 */
function hurry(state: CaseState, { strategy, now }: CaseContext): CaseState {
  const rung = ladderOf(strategy, state.tier)[state.rung];
  if (rung?.do === 'legal') return state;
  const early = rung ? rung.onDay + state.shiftDays - daysLate(state, now) : 0;
  const notBefore = { atMs: now, why: 'a promise to pay was broken' };
  return { ...state, notBefore, shiftDays: early > 0 ? state.shiftDays - early : state.shiftDays };
}

const PROMISE_WORDS = {
  kept: 'everything that was promised is paid',
  'partly-kept': 'part of what was promised is paid; the ladder goes on at its own pace',
  broken: 'what was promised is not paid; the next step is taken at once',
} as const;
