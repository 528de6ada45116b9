import type { ContactId } from '../../domain/ids.ts';
import type { Channel } from '../../domain/strategy/schema.ts';

/** What every channel adapter takes and gives; providers differ behind it. */

/** A message ready to go. */
export interface OutgoingMessage {
  contactId: ContactId;
  channel: Channel;
  /** encrypted phone number or e-mail address; for post the customer's number, encrypted as well */
  address: string;
  language: string;
  subject: string;
  body: string;
  /** business time of the delivery, epoch milliseconds */
  atMs: number;
}

export type DeliveryOutcome =
  /** accepted; `providerRef` is the provider's own id */
  | { outcome: 'sent'; providerRef: string }
  /** definitely not delivered */
  | { outcome: 'failed'; detail: string };

export interface ChannelAdapter {
  /**
   * Hands the message over.
   *
   * @throws anything, when it is not known whether the provider took it
   */
  deliver(message: OutgoingMessage): Promise<DeliveryOutcome>;
  /**
   * Asks the provider about an earlier attempt whose answer was lost.
   *
   * @returns `sent`, `not-sent` when it certainly never arrived, `unknown` when the provider cannot tell
   */
  lookUp(contactId: ContactId): Promise<'sent' | 'not-sent' | 'unknown'>;
}

/** Which adapter serves a channel. */
export type ChannelRouter = (channel: Channel) => ChannelAdapter;
