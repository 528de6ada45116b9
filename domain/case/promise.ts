import { caseWith } from './case-with.ts';
import { addDays, daysBetween, localDate, MINUTE_MS, type IsoDate } from '../calendar.ts';
import { atLocalTime, endOfDay } from '../local-time.ts';
import { spread } from '../stable-hash.ts';
import type { Strategy } from '../strategy/schema.ts';
import { usualTime } from '../strategy/usual-time.ts';
import type { DatedPayment } from './facts.ts';
import { nextUnmet } from './next-unmet.ts';
import { suspendingHolds, type CaseState, type OpenPromise, type PromiseOutcome } from './state.ts';

/** A promise to pay, judged by what it promised and not by whether anything was paid. */

export { nextUnmet };

/** What of a promise it is judged by. */
export type Promised = Pick<OpenPromise, 'instalments' | 'madeAtMs' | 'paidMinor'>;
type Terms = Pick<CaseState, 'terms' | 'zone'>;

/** @returns the instant from which the payments are looked at one by one, null when there is nothing to judge by them */
export function watchedSince({
  promise,
  lastPromise,
  settlement,
  asks = [],
}: Pick<CaseState, 'promise' | 'lastPromise' | 'settlement' | 'asks'>): number | null {
  let since = Math.min(
    promise?.madeAtMs ?? Infinity,
    lastPromise?.madeAtMs ?? Infinity,
    settlement?.madeAtMs ?? Infinity,
  );
  for (const { about } of asks) {
    if (about.kind === 'settlement-approval') since = Math.min(since, about.offer.madeAtMs);
  }
  return since === Infinity ? null : since;
}

/** @returns all that was promised, minor units */
export function promisedMinor(promise: Pick<Promised, 'instalments'>): number {
  return promise.instalments.reduce((sum, instalment) => sum + instalment.amountMinor, 0);
}

/** @returns the instant at which a promised date is missed: the end of the day and of the tolerance */
export function deadlineOf({ terms, zone }: Terms, dueOn: IsoDate): number {
  return endOfDay(addDays(dueOn, terms.promise.toleranceDays), zone);
}

/**
 * What of the payments counts towards a promise: what was made from the promise on, whenever it was booked, and not
 * taken back. After a date that was missed nothing counts any more: a promise that was broken is not mended by paying
 * later.
 *
 * @param payments of this loan
 * @param now epoch milliseconds; the dates that are over by then can have been missed
 * @returns minor units
 * @example promised 500.00 on the 1st for the 10th; paid on the 1st before the promise 100.00, on the 9th 300.00, on
 *   the 20th 200.00: 300.00
 */
export function countTowards(
  promise: Pick<Promised, 'instalments' | 'madeAtMs'>,
  payments: readonly DatedPayment[],
  terms: Terms,
  now: number,
): number {
  let cumulativeMinor = 0;
  for (const { dueOn, amountMinor } of promise.instalments) {
    cumulativeMinor += amountMinor;
    const deadline = deadlineOf(terms, dueOn);
    if (now < deadline) break;
    const paid = paidWithin(payments, promise.madeAtMs, deadline);
    if (paid + terms.terms.promise.toleranceMinor < cumulativeMinor) return paid;
  }
  return paidWithin(payments, promise.madeAtMs, Infinity);
}

function paidWithin(payments: readonly DatedPayment[], fromMs: number, endMs: number): number {
  let sum = 0;
  for (const { paidAtMs, amountMinor } of payments) {
    if (paidAtMs >= fromMs && paidAtMs < endMs) sum += amountMinor;
  }
  return sum;
}

/**
 * @returns the instant at which the promise is judged if nothing more is paid; undefined when all is paid, and while
 *   the case stands still: then no date passes
 */
export function promiseDeadline(state: CaseState, promise: OpenPromise): number | undefined {
  const unmet = nextUnmet(state, promise);
  return unmet && state.frozenSinceMs === undefined ? deadlineOf(state, unmet.dueOn) : undefined;
}

/**
 * @param now epoch milliseconds
 * @returns `kept` as soon as all is paid; at a deadline that is missed `partly-kept` or `broken`, by the share
 *   of what was due by then; `open` before
 * @example promised 500.00, paid 1.00, after due + tolerance: 'broken'; paid 300.00 of 500.00: 'partly-kept'
 */
export function judgePromise(terms: Terms, promise: Promised, now: number): PromiseOutcome | 'open' {
  const unmet = nextUnmet(terms, promise);
  if (!unmet) return 'kept';
  if (now < deadlineOf(terms, unmet.dueOn)) return 'open';
  const share = promise.paidMinor / unmet.cumulativeMinor;
  return share > 0 && share >= terms.terms.promise.partlyKeptShare ? 'partly-kept' : 'broken';
}

/** @returns when to remind of the next instalment, the day before it; undefined when there is nothing to remind of */
export function promiseReminderAt(
  state: CaseState,
  promise: OpenPromise,
  strategy: Pick<Strategy, 'preferredTime' | 'usualTime' | 'spreadMinutes'>,
): number | undefined {
  const unmet = nextUnmet(state, promise);
  if (!unmet || unmet.index < promise.reminded) return undefined;
  const atMs =
    atLocalTime(addDays(unmet.dueOn, -1), usualTime(strategy), state.zone) +
    spread(state.loanId, strategy.spreadMinutes * MINUTE_MS);
  // Whoever promises today for tomorrow needs no reminder today.
  return atMs > promise.madeAtMs ? atMs : undefined;
}

/**
 * After a standstill (grace, a review, a dispute of all) the dates of a promise that was made before it move by its
 * days, as the ladder does. Those of one that was made in it stand as they were said; what of them is over is due on
 * the day it ends. What was reminded of for a date that has moved is reminded of again.
 *
 * @param from epoch milliseconds @param to epoch milliseconds
 */
export function movePromise(state: CaseState, { fromMs, toMs }: { fromMs: number; toMs: number }): CaseState {
  const { promise, zone } = state;
  if (!promise) return state;
  const today = localDate(toMs, zone);
  const days = promise.madeAtMs < fromMs ? daysBetween(localDate(fromMs, zone), today) : 0;
  const moved = (dueOn: IsoDate) =>
    days > 0 ? addDays(dueOn, days) : promise.madeAtMs >= fromMs && dueOn < today ? today : dueOn;
  const instalments = promise.instalments.map((part) => ({ ...part, dueOn: moved(part.dueOn) }));
  const next = nextUnmet(state, promise)?.index ?? promise.reminded;
  const reminded = days > 0 ? Math.min(promise.reminded, next) : promise.reminded;
  return caseWith(state, { promise: { ...promise, instalments, reminded } });
}

/** @returns the state in which the hold of the promise stands as long as the promise can: it outlasts a standstill */
export function withPromiseHold(state: CaseState): CaseState {
  const { promise, frozenSinceMs } = state;
  if (!promise) return state;
  const others = suspendingHolds(state).filter((hold) => hold.kind !== 'promise');
  const ends = frozenSinceMs === undefined ? [] : others.map((hold) => hold.untilMs);
  const untilMs = Math.max(deadlineOf(state, promise.instalments.at(-1)?.dueOn ?? ''), ...ends);
  const holds = state.holds.map((hold) => (hold.kind === 'promise' ? { ...hold, untilMs } : hold));
  return caseWith(state, { holds });
}
