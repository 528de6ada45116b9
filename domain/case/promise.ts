import { addDays } from '../calendar.ts';
import { atLocalTime, endOfDay } from '../local-time.ts';
import { spread } from '../stable-hash.ts';
import { MINUTE_MS } from '../calendar.ts';
import type { Strategy } from '../strategy/schema.ts';
import { holdOf, type CaseState, type OpenPromise } from './state.ts';

/** How a promise to pay stands: judged by what it promised, not by whether anything was paid. */
export type PromiseOutcome = 'open' | 'kept' | 'partly-kept' | 'broken';

/** @returns all that was promised, minor units */
export function promisedMinor(promise: OpenPromise): number {
  return promise.instalments.reduce((sum, instalment) => sum + instalment.amountMinor, 0);
}

/** @returns what was paid since the promise was made, minor units */
export function countedMinor(state: CaseState, promise: OpenPromise): number {
  return Math.max(0, state.paidMinor - promise.paidBeforeMinor);
}

/**
 * The instalment that is still to be paid, with all that has to be paid by then.
 *
 * @returns undefined when everything promised is paid, within the tolerance
 */
export function nextUnmet(state: CaseState, promise: OpenPromise) {
  const covered = countedMinor(state, promise) + state.terms.promise.toleranceMinor;
  let cumulativeMinor = 0;
  for (const [index, instalment] of promise.instalments.entries()) {
    cumulativeMinor += instalment.amountMinor;
    if (covered < cumulativeMinor) return { index, dueOn: instalment.dueOn, cumulativeMinor };
  }
  return undefined;
}

/** @returns the instant at which the promise is judged if nothing more is paid: the end of due day + tolerance */
export function promiseDeadline(state: CaseState, promise: OpenPromise): number | undefined {
  const unmet = nextUnmet(state, promise);
  return unmet && endOfDay(addDays(unmet.dueOn, state.terms.promise.toleranceDays), state.zone);
}

/**
 * @param now epoch milliseconds
 * @returns `kept` as soon as all is paid; at a deadline that is missed `partly-kept` or `broken`, by the share
 *   of what was due by then; `open` before
 * @example promised 500.00, paid 1.00, after due + tolerance: 'broken'; paid 300.00 of 500.00: 'partly-kept'
 */
export function judgePromise(state: CaseState, promise: OpenPromise, now: number): PromiseOutcome {
  const unmet = nextUnmet(state, promise);
  if (!unmet) return 'kept';
  const deadline = endOfDay(addDays(unmet.dueOn, state.terms.promise.toleranceDays), state.zone);
  if (now < deadline) return 'open';
  const share = countedMinor(state, promise) / unmet.cumulativeMinor;
  return share >= state.terms.promise.partlyKeptShare ? 'partly-kept' : 'broken';
}

/** @returns when to remind of the next instalment, the day before it; undefined when there is nothing to remind of */
export function promiseReminderAt(
  state: CaseState,
  promise: OpenPromise,
  strategy: Pick<Strategy, 'preferredTime' | 'spreadMinutes'>,
): number | undefined {
  const unmet = nextUnmet(state, promise);
  if (!unmet || unmet.index < promise.reminded) return undefined;
  const atMs =
    atLocalTime(addDays(unmet.dueOn, -1), strategy.preferredTime, state.zone) +
    spread(state.loanId, strategy.spreadMinutes * MINUTE_MS);
  // Whoever promises today for tomorrow needs no reminder today.
  const madeAtMs = holdOf(state, 'promise')?.sinceMs ?? 0;
  return atMs > madeAtMs ? atMs : undefined;
}
