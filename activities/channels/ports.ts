import type { ContactId } from '../../domain/ids.ts';
import type { Channel } from '../../domain/strategy/schema.ts';

/** What every channel adapter takes and gives; providers differ behind it. */

/** A message ready to go. */
export interface OutgoingMessage {
  contactId: ContactId;
  channel: Channel;
  /**
   * encrypted: phone number, e-mail address, PushAddress as JSON; for post the lines of the address, or `customer` and
   * the customer's number where whoever prints has the address
   */
  address: string;
  language: string;
  subject: string;
  body: string;
  /** business time of the delivery, epoch milliseconds */
  atMs: number;
  /** of letters only */
  post?: PostalDetails;
}

/** What a letter shows beside its text. */
export interface PostalDetails {
  name: string;
  customerId: string;
  /** IANA zone of the date it bears */
  zone: string;
  /** by which the matter is found when the customer answers */
  reference: string;
}

export type DeliveryOutcome =
  /** accepted; `providerRef` is the provider's own id */
  | { outcome: 'sent'; providerRef: string }
  /** definitely not delivered; `effect`: what that says of the address */
  | { outcome: 'failed'; detail: string; effect?: AddressEffect };

/** An address that is of no use for this channel any more, or whose owner has told the provider to stop. */
export type AddressEffect = 'unusable' | 'opted-out';

export interface ChannelAdapter {
  /**
   * Hands the message over.
   *
   * @throws UpstreamUnavailable, RateLimited when the provider certainly took nothing: the contact is as before and
   *   delivered later
   * @throws anything else, when it is not known whether the provider took it: it is never handed over again blindly
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
