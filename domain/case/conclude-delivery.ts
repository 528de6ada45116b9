import { caseWith } from './case-with.ts';
import { accepted, entryOf, systemEntry, type CaseContext, type Transition } from './context.ts';
import type { CaseEventOf } from './events.ts';
import { byNextChannel, withoutTried } from './messages.ts';
import { unsaidOfPlan } from './plan-steps.ts';
import { postLetter } from './letter.ts';
import { withoutAddress } from './lost-address.ts';
import type { CaseState, PendingContact } from './state.ts';
import { takeRung } from './take-rung.ts';
import { ladderOf } from '../strategy/ladder.ts';
import type { MessageKind, Strategy } from '../strategy/schema.ts';

/**
 * The outcome of a contact. A rung is taken when something was sent or may have been; after a definite failure
 * its next channel is tried, and so is that of a message outside the ladder; what was superseded by a payment was
 * not taken at all, and what came too late for the hours of contact is due again.
 */
export function concludeDelivery(
  state: CaseState,
  event: CaseEventOf<'delivered'>,
  context: CaseContext,
): Transition {
  const concluded = conclusionOf(state, event, context);
  return event.addressLost && !('rejection' in concluded) ? lookForAddress(concluded, context) : concluded;
}

function conclusionOf(before: CaseState, event: CaseEventOf<'delivered'>, context: CaseContext): Transition {
  const { pending } = before;
  if (!pending || pending.contactId !== event.id) {
    return accepted(
      before,
      entryOf(event, { outcome: event.outcome }, 'not the contact this case waits for'),
    );
  }
  const state = caseWith(before, { pending: undefined });
  const entry = entryOf(
    event,
    { outcome: event.outcome, channel: pending.channel, ...(event.detail && { detail: event.detail }) },
    OUTCOME_WORDS[event.outcome],
  );
  if (pending.written) return accepted(state, entry);
  if (event.outcome === 'too-late' || event.outcome === 'held')
    return accepted(dueAgain(state, pending), entry);
  // The one that is lost is not used again, so another number or address is tried by the same channel.
  if (event.addressLost && context.facts.customer.reachable.includes(pending.channel)) {
    return accepted(dueAgain(state, pending), entry);
  }
  if (pending.rung === undefined) {
    const again = event.outcome === 'failed' && byAnotherChannel(state, pending, context.strategy);
    return accepted(again || withoutTried(state), entry);
  }

  const rung = ladderOf(context.strategy, state.tier)[pending.rung];
  // The books, which the state shows, say whether what came in is worth a rest.
  if (event.outcome === 'superseded') return accepted(state, entry);
  // Meanwhile the case may have been re-planned to another rung; then that one stands.
  if (state.rung !== pending.rung) return accepted(state, entry);
  if (event.outcome === 'failed' && rung && state.fallback < rung.fallback.length) {
    return accepted(caseWith(state, { fallback: state.fallback + 1 }), entry);
  }
  const taken = takeRung(state, pending.rung, context);
  const posted = rung?.do === 'letter' && event.outcome !== 'failed';
  return accepted(posted ? postLetter(taken, pending.contactId, context) : taken, entry);
}

/** Somebody looks for a way to reach the customer when no number and no address is left. */
function lookForAddress(
  { state, effects }: Exclude<Transition, { rejection: unknown }>,
  context: CaseContext,
): Transition {
  const { state: after, tasksOpened, why } = withoutAddress(state, context);
  const entries = tasksOpened.map(({ taskId }) => systemEntry('address-lost', { taskId }, why));
  return {
    state: after,
    effects: {
      ...effects,
      entries: [...effects.entries, ...entries],
      tasksOpened: [...effects.tasksOpened, ...tasksOpened],
    },
  };
}

/** @returns the state in which a message that was not delivered is due by its next channel, if it has one */
function byAnotherChannel(
  state: CaseState,
  pending: PendingContact,
  strategy: Strategy,
): CaseState | undefined {
  const kind = pending.about ?? (state.closed ? 'thanks' : 'promise-reminder');
  return isOver(kind, state)
    ? undefined
    : byNextChannel(kind, dueAgain(state, pending), pending.channel, strategy);
}

/** What a message was about may be over meanwhile: then there is nothing left to say. */
function isOver(kind: MessageKind, { closed, promise, plan, arrearsMinor }: CaseState): boolean {
  if (kind === 'promise-reminder') return !promise;
  if (kind !== 'thanks') return !plan;
  // Nobody is thanked for a payment that was taken back.
  return closed?.reason !== 'restructured' && arrearsMinor > (closed?.forgivenMinor ?? 0);
}

/** @returns the state in which the contact is still to be made: the gate puts it off to the next opening */
function dueAgain(state: CaseState, { rung, about }: PendingContact): CaseState {
  if (rung !== undefined) return state;
  if (state.closed) return caseWith(state, { thanksDue: true });
  if (about) return unsaidOfPlan(state, about);
  const { promise } = state;
  return promise
    ? caseWith(state, { promise: { ...promise, reminded: Math.max(0, promise.reminded - 1) } })
    : state;
}

const OUTCOME_WORDS = {
  sent: 'the channel accepted the message',
  failed: 'the channel refused the message; it was not delivered',
  unknown: 'the answer of the channel was lost; it counts as sent and is never repeated',
  superseded: 'a payment came in, or was taken back, before it was sent; it was not sent',
  held: 'the customer has opted out, or a hold was placed, before it was sent; it was not sent',
  'too-late': 'the hours of contact were over before it could be sent; it was not sent',
} as const;
