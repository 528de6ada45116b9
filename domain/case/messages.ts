import { caseWith } from './case-with.ts';
import type { Channel, MessageKind, Strategy } from '../strategy/schema.ts';
import { nextUnmet } from './next-unmet.ts';
import type { CaseState } from './state.ts';

/** What a case says outside its ladder: by which channel, and by the next one when the first is of no use. */

/** @returns the channels of that kind of message, in the strategy's order */
function channelsOf(kind: MessageKind, { messages }: Strategy): readonly Channel[] {
  return messages.by[kind] ?? messages.channels;
}

/** @returns the script of a message; what is said at the end depends on how the case has ended */
export function scriptOfMessage(kind: MessageKind, { closed }: Pick<CaseState, 'closed'>): string {
  switch (kind) {
    case 'promise-reminder':
    case 'plan-reminder':
      return 'promise-reminder';
    case 'plan-missed':
      return 'plan-missed';
    case 'thanks':
      if (closed?.reason === 'settled') return 'settled';
      return closed?.reason === 'restructured' ? 'plan-completed' : 'thanks';
  }
}

/** @returns the channel that the message goes by next */
export function channelOfMessage(kind: MessageKind, state: CaseState, strategy: Strategy): Channel {
  const channels = channelsOf(kind, strategy);
  const { tried } = state;
  const failed = tried && tried.message === messageId(kind, state) ? tried.channels : 0;
  const channel = channels[failed] ?? channels[0];
  if (!channel) throw new Error(`no channel is laid down for '${kind}'`);
  return channel;
}

/**
 * @param state in which the message is still to be sent
 * @param channel that the gate has denied, or that has failed
 * @returns the state in which the next channel is due; undefined when that was the last one
 */
export function byNextChannel(
  kind: MessageKind,
  state: CaseState,
  channel: Channel,
  strategy: Strategy,
): CaseState | undefined {
  const channels = channelsOf(kind, strategy);
  const failed = channels.indexOf(channel) + 1;
  if (failed >= channels.length) return undefined;
  return caseWith(state, { tried: { message: messageId(kind, state), channels: failed } });
}

/** @returns the state in which no channel counts as tried: the next message begins with its first */
export function withoutTried(state: CaseState): CaseState {
  return state.tried === undefined ? state : caseWith(state, { tried: undefined });
}

/** Tells messages apart: what was tried for one of them says nothing about the next. */
function messageId(kind: MessageKind, state: CaseState): string {
  const { promise, plan } = state;
  const about = {
    'promise-reminder': () => promise && `${promise.id}:${nextUnmet(state, promise)?.index}`,
    'plan-reminder': () => plan && `${plan.id}:${plan.reminded}`,
    'plan-missed': () => plan && `${plan.id}:${plan.outcomes.length}`,
    thanks: () => '',
  }[kind]();
  return `${kind}:${about ?? ''}`;
}
