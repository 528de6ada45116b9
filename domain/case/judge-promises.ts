import { caseWith } from './case-with.ts';
import { ladderOf } from '../strategy/ladder.ts';
import { systemEntry, type CaseContext } from './context.ts';
import { daysLate } from './days-late.ts';
import type { TimelineEntry } from './decision.ts';
import { liftHold, placeHold } from './holds.ts';
import { deadlineOf, judgePromise, withPromiseHold } from './promise.ts';
import { holdOf } from './hold.ts';
import type { CaseState, JudgedPromise, OpenPromise, PromiseOutcome } from './state.ts';

/** What a promise comes to once the books are up to date, and what follows from it. */

export interface Judged {
  state: CaseState;
  entries: TimelineEntry[];
}

/**
 * Judges the open promise: as soon as it is kept, else when a date of it is missed; not while the case stands still.
 *
 * @returns undefined while it stays open, or when there is none
 */
export function judgeOpenPromise(before: CaseState, context: CaseContext): Judged | undefined {
  if (!before.promise) return undefined;
  const { promise: open } = before;
  const outcome = judgePromise(before, open, context.now);
  if (outcome === 'open') return undefined;
  if (before.frozenSinceMs !== undefined && outcome !== 'kept') return undefined;
  const owner = holdOf(before, 'promise')?.owner ?? 'system';
  const lifted = liftHold(caseWith(before, { promise: undefined }), 'promise', context.now);
  const entry = systemEntry(`promise-${outcome}`, dataOf(open), OUTCOME_WORDS[outcome]);
  return {
    state: count(lifted, { ...open, outcome, owner }, context),
    entries: [entry],
  };
}

/**
 * Judges the last promise again when the books have changed under it: a payment that kept it has bounced, or one made
 * in time was booked late.
 *
 * @returns undefined when it stands as it was judged
 */
export function judgeLastPromise(before: CaseState, context: CaseContext): Judged | undefined {
  if (!before.lastPromise) return undefined;
  const { lastPromise } = before;
  const outcome = judgePromise(before, lastPromise, context.now);
  if (outcome === lastPromise.outcome) return undefined;
  const state = uncount(caseWith(before, { lastPromise: undefined }), lastPromise);
  const data = { ...dataOf(lastPromise), was: lastPromise.outcome };
  if (outcome !== 'open') {
    const { hurriedDays, ...promise } = lastPromise;
    const entry = systemEntry('promise-judged-again', { ...data, outcome }, AGAIN_WORDS[outcome]);
    const counted = count(state, { ...promise, outcome }, context);
    // The ladder has gone on since: what is hurried keeps its distance from the step that was taken last.
    const { notBefore } = state.notBefore.atMs > counted.notBefore.atMs ? state : counted;
    return { state: caseWith(counted, { notBefore }), entries: [entry] };
  }
  const { promise: reopened, owner } = openAgain(lastPromise);
  if (state.promise) {
    const why = 'what had kept it was taken back, and another promise has taken its place';
    return { state, entries: [systemEntry('promise-judged-again', { ...data, outcome: 'replaced' }, why)] };
  }
  const untilMs = deadlineOf(state, reopened.instalments.at(-1)?.dueOn ?? '');
  const hold = { kind: 'promise' as const, sinceMs: reopened.madeAtMs, untilMs, owner };
  const held = placeHold(caseWith(state, { promise: reopened }), hold, context.now);
  const why = 'what had kept it was taken back; it is open until its date';
  return {
    state: withPromiseHold(held),
    entries: [systemEntry('promise-judged-again', { ...data, outcome: 'open' }, why)],
  };
}

/** @returns the entry of a promise that is open when nothing is owed any more; undefined when none is */
export function mootPromise({ promise }: CaseState): TimelineEntry | undefined {
  const why = 'nothing is overdue any more, though not by what was promised: neither kept nor broken';
  return promise && systemEntry('promise-moot', dataOf(promise), why);
}

function dataOf({ id, paidMinor }: Pick<OpenPromise, 'id' | 'paidMinor'>) {
  return { promiseId: id, paidMinor };
}

function openAgain({ outcome, untilMs, owner, hurriedDays, ...promise }: JudgedPromise) {
  return { promise, owner };
}

function count(state: CaseState, judged: JudgedPromise, context: CaseContext): CaseState {
  if (judged.outcome === 'kept') {
    return caseWith(state, { lastPromise: judged, keptPromises: state.keptPromises + 1 });
  }
  if (judged.outcome === 'partly-kept') return caseWith(state, { lastPromise: judged });
  const hurried = hurry(caseWith(state, { brokenPromises: state.brokenPromises + 1 }), context);
  const hurriedDays = state.shiftDays - hurried.shiftDays;
  return caseWith(hurried, { lastPromise: { ...judged, ...(hurriedDays > 0 && { hurriedDays }) } });
}

function uncount(state: CaseState, { outcome, hurriedDays = 0 }: JudgedPromise): CaseState {
  return caseWith(state, {
    keptPromises: state.keptPromises - (outcome === 'kept' ? 1 : 0),
    brokenPromises: state.brokenPromises - (outcome === 'broken' ? 1 : 0),
    shiftDays: state.shiftDays + hurriedDays,
  });
}

/**
 * The next rung becomes due at once and the rest of the ladder moves forward with it. The rest after a payment
 * is respected all the same, and going to court is not hurried.
 */
function hurry(state: CaseState, { strategy, now }: CaseContext): CaseState {
  const rung = ladderOf(strategy, state.tier)[state.rung];
  if (rung?.do === 'legal') return state;
  const early = rung ? rung.onDay + state.shiftDays - daysLate(state, now) : 0;
  const reason = { kind: 'promise-broken' as const };
  const notBefore = { atMs: now, why: 'a promise to pay was broken', reason };
  return caseWith(state, { notBefore, shiftDays: early > 0 ? state.shiftDays - early : state.shiftDays });
}

const OUTCOME_WORDS: Readonly<Record<PromiseOutcome, string>> = {
  kept: 'everything that was promised is paid',
  'partly-kept': 'part of what was promised is paid; the ladder goes on at its own pace',
  broken: 'what was promised is not paid; the next step is taken at once',
};

const AGAIN_WORDS: Readonly<Record<PromiseOutcome, string>> = {
  kept: 'a payment made in time was booked late: everything that was promised is paid',
  'partly-kept': 'the books have changed: part of what was promised is paid in time',
  broken: 'a payment was taken back: what was promised is not paid; the next step is taken sooner',
};
