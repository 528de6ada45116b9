import { accepted, entryOf, type CaseContext, type Transition } from './context.ts';
import type { CaseEventOf } from './events.ts';
import { preferredInstant, restAfterPayment, restUntil } from './planning.ts';
import type { CaseState, PendingContact } from './state.ts';
import { ladderOf } from '../strategy/ladder.ts';

/**
 * The outcome of a contact. A rung is taken when something was sent or may have been; after a definite failure
 * its next channel is tried; what was superseded by a payment was not taken at all, and what came too late for
 * the hours of contact is due again.
 */
export function concludeDelivery(
  before: CaseState,
  event: CaseEventOf<'delivered'>,
  context: CaseContext,
): Transition {
  const { pending, ...state } = before;
  if (!pending || pending.contactId !== event.id) {
    return accepted(
      before,
      entryOf(event, { outcome: event.outcome }, 'not the contact this case waits for'),
    );
  }
  const entry = entryOf(
    event,
    { outcome: event.outcome, channel: pending.channel, ...(event.detail && { detail: event.detail }) },
    OUTCOME_WORDS[event.outcome],
  );
  if (event.outcome === 'too-late') return accepted(dueAgain(state, pending), entry);
  if (pending.rung === undefined) return accepted(state, entry);

  const rung = ladderOf(context.strategy, state.tier)[pending.rung];
  if (event.outcome === 'superseded') {
    return accepted(restAfterPayment(state, context.now, context.strategy, 'rest after a payment'), entry);
  }
  // Meanwhile the case may have been re-planned to another rung; then that one stands.
  if (state.rung !== pending.rung) return accepted(state, entry);
  if (event.outcome === 'failed' && rung && state.fallback < rung.fallback.length) {
    return accepted({ ...state, fallback: state.fallback + 1 }, entry);
  }
  return accepted(takeRung(state, pending.rung, context), entry);
}

/** @returns the state after a rung: the next one is due, but not at once; a letter is given time to be answered */
export function takeRung(state: CaseState, rung: number, { strategy, now }: CaseContext): CaseState {
  const afterLetter = ladderOf(strategy, state.tier)[rung]?.do === 'letter';
  const days = afterLetter ? strategy.letterAnswerDays : strategy.minGapDays;
  const why = afterLetter
    ? `${days} days to answer the formal letter`
    : `at least ${days} days between two steps`;
  const taken = { ...state, rung: rung + 1, fallback: 0 };
  return restUntil(taken, preferredInstant(state, now, days, strategy), why);
}

/** @returns the state in which the contact is still to be made: the gate puts it off to the next opening */
function dueAgain(state: CaseState, { rung }: PendingContact): CaseState {
  if (rung !== undefined) return state;
  if (state.closed) return { ...state, thanksDue: true };
  const { promise } = state;
  return promise ? { ...state, promise: { ...promise, reminded: Math.max(0, promise.reminded - 1) } } : state;
}

const OUTCOME_WORDS = {
  sent: 'the channel accepted the message',
  failed: 'the channel refused the message; it was not delivered',
  unknown: 'the answer of the channel was lost; it counts as sent and is never repeated',
  superseded: 'a payment came in before it was sent; it was not sent',
  'too-late': 'the hours of contact were over before it could be sent; it was not sent',
} as const;
