import { caseWith } from './case-with.ts';
import { DAY_MS, localDate } from '../calendar.ts';
import { formatMoney } from '../money.ts';
import type { ContactId } from '../ids.ts';
import { ladderOf } from '../strategy/ladder.ts';
import type { Rung, Strategy } from '../strategy/schema.ts';
import type { AskAnswer } from './answer-ask.ts';
import { askSupervisors } from './asks.ts';
import { takeRung } from './take-rung.ts';
import { accepted, systemEntry, type CaseContext, type Effects } from './context.ts';
import { preferredInstant } from './planning.ts';
import { collectableMinor, type CaseState, type PostedLetter } from './state.ts';

/** The formal letter: who has to approve it, when it counts as served, and how long the customer has to answer. */

interface Changed {
  state: CaseState;
  effects: Effects;
}

/** @returns the rung that the ladder stands on */
function currentRung(state: CaseState, strategy: Strategy): Rung | undefined {
  return ladderOf(strategy, state.tier)[state.rung];
}

/** @returns whether the ladder waits at a letter for somebody's approval of it */
export function awaitsLetterApproval(state: CaseState, rung: Rung): boolean {
  return rung.do === 'letter' && (state.asks ?? []).some(({ kind }) => kind === 'letter-approval');
}

/** @returns the case that asks a supervisor to approve the letter; undefined when nobody has to */
export function askForLetter(state: CaseState, rung: Rung, context: CaseContext): Changed | undefined {
  const { now, strategy } = context;
  const { letterFromMinor = Infinity, answerDays } = strategy.authority;
  const amountMinor = collectableMinor(state);
  if (rung.do !== 'letter' || state.letterApproved || amountMinor < letterFromMinor) return undefined;
  const about = { kind: 'letter-approval' as const };
  const dueAtMs = now + answerDays * DAY_MS;
  const summary = `Approve the formal letter about ${formatMoney(amountMinor, state.currency)}`;
  const ask = { kind: about.kind, dueAtMs, persons: 1 as const, askedBy: 'system', about };
  const asked = askSupervisors(state, ask, summary, context);
  const why = `letters about ${formatMoney(letterFromMinor, state.currency)} or more are approved first`;
  return accepted(asked.state, systemEntry('letter-approval-asked', { amountMinor, dueAtMs }, why), {
    tasksOpened: asked.tasksOpened,
  });
}

/** @returns the case after the answer: the letter is due again, or passed over */
export function answerLetterApproval(
  state: CaseState,
  { approved }: AskAnswer,
  context: CaseContext,
): Changed {
  if (approved) return accepted(caseWith(state, { letterApproved: true }), []);
  const { rung } = state;
  const declined = systemEntry('rung-skipped', { rung }, 'the formal letter was not approved');
  if (currentRung(state, context.strategy)?.do !== 'letter') return accepted(state, []);
  return accepted(takeRung(state, rung, context), declined);
}

/** @returns when the letter counts as served: as reported, or some days after it was posted */
export function servedAt({ servedAtMs, postedAtMs }: PostedLetter, { letters }: Strategy): number {
  return servedAtMs ?? postedAtMs + letters.deemedServedDays * DAY_MS;
}

/** @returns whether the customer has been written to, by what is known at that instant */
export function letterIsServed({ letter }: CaseState, strategy: Strategy, now: number): boolean {
  return letter !== undefined && servedAt(letter, strategy) <= now;
}

/** @returns the case with the letter in the post: nothing is done until the customer has had time to answer */
export function postLetter(state: CaseState, contactId: ContactId, context: CaseContext): CaseState {
  return awaitAnswer(caseWith(state, { letter: { contactId, postedAtMs: context.now } }), context);
}

/** @returns the case that waits for the answer to its letter, from when it was served or counts as served */
export function awaitAnswer(state: CaseState, { strategy }: CaseContext): CaseState {
  const { letter } = state;
  if (!letter) return state;
  const { letterAnswerDays: days } = strategy;
  const fromMs = servedAt(letter, strategy);
  const atMs = preferredInstant(state, fromMs, days, strategy);
  const served = letter.servedAtMs !== undefined;
  const on = localDate(fromMs, state.zone);
  const why = `${days}${ANSWER_TIME}, ${served ? 'served' : 'counted as served'} on ${on}`;
  return caseWith(state, { notBefore: { atMs, why, reason: { kind: 'letter-answer', days, served, on } } });
}

const ANSWER_TIME = ' days to answer the formal letter';

/** @returns whether the case waits for the answer to its letter and for nothing else */
export function awaitsAnswer({ notBefore }: CaseState): boolean {
  return notBefore.why.includes(ANSWER_TIME);
}

/** Nobody is taken to court who was not written to. @returns the case past the legal rung; undefined: it may go on */
export function refuseCourt(
  state: CaseState,
  rung: Rung,
  index: number,
  context: CaseContext,
): Changed | undefined {
  if (rung.do !== 'legal' || letterIsServed(state, context.strategy, context.now)) return undefined;
  const entry = systemEntry('rung-skipped', { rung: index }, 'no formal letter was served: no legal step');
  return accepted(takeRung(state, index, context), entry);
}

/** @returns the case whose letter is posted anew, now that there is an address for it */
export function addressFound(state: CaseState, { strategy, now }: CaseContext): CaseState {
  if (state.letter || currentRung(state, strategy)?.do !== 'letter') return state;
  const why = 'an address for the formal letter was found';
  return caseWith(state, { notBefore: { atMs: now, why, reason: { kind: 'address-found' } } });
}
