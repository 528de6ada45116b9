import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { ReportedEnd } from '../events/replies.ts';
import { withoutAddress } from '../lost-address.ts';
import type { CaseState } from '../state.ts';

/**
 * The provider says what became of a contact. The ladder has gone on when it was accepted; an address that is lost is
 * not used again.
 */
export function onDeliveryReport(
  state: CaseState,
  event: CaseEventOf<'delivery-report'>,
  context: CaseContext,
): Transition {
  const { contactId, channel, end, addressLost, detail } = event;
  const data = { contactId, channel, outcome: end, ...(detail !== undefined && { detail }) };
  if (!addressLost) return accepted(state, entryOf(event, data, DELIVERY_END_WORDS[end]));
  const { state: after, tasksOpened, why } = withoutAddress(state, context);
  return accepted(after, entryOf(event, data, `${DELIVERY_END_WORDS[end]}; ${why}`), { tasksOpened });
}

/** What each end means, for people. */
export const DELIVERY_END_WORDS: Readonly<Record<ReportedEnd, string>> = {
  undelivered: 'the provider could not deliver it',
  answered: 'somebody answered the call',
  voicemail: 'a machine answered the call; nothing of the debt was said',
  'no-answer': 'nobody answered the call',
  busy: 'the line was busy',
  'not-connected': 'the call was not connected',
  accepted: 'the answer of the channel was lost; asked later, it has the message',
  'not-accepted':
    'the answer of the channel was lost; asked later, it has never had the message: it does not count',
  'not-known': 'nobody can say whether it was made; it counts as made and is never repeated',
};
