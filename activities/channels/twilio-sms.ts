import type { Twilio } from 'twilio';
import type { HandoverRepository } from '../../db/handover-repository.ts';
import { internationalNumber } from '../../domain/contact/phone-number.ts';
import { nothingWasDone } from '../../domain/failures.ts';
import type { ContactId } from '../../domain/ids.ts';
import type { ChannelAdapter, DeliveryOutcome, OutgoingMessage } from './ports.ts';
import { failedBy, TwilioRefusal } from './twilio-client.ts';

export interface TwilioChannelDeps {
  /** made when it is first needed */
  client: () => Promise<Twilio>;
  handovers: Pick<HandoverRepository, 'begin' | 'undo' | 'find' | 'reported' | 'refsOfOthers'>;
  decrypt(value: string): string;
  /** where Twilio reaches the API */
  publicUrl?: string | undefined;
  /** of numbers that are not international */
  countryCode?: string | undefined;
}

export interface TwilioSmsOptions {
  /** a messaging service, or a number or name */
  sender: { messagingServiceSid: string } | { from: string };
}

/** SMS by Twilio. What may have been taken is never handed over again; a lost answer is looked for by its text. */
export function twilioSms(deps: TwilioChannelDeps, { sender }: TwilioSmsOptions): ChannelAdapter {
  const { publicUrl } = deps;
  return {
    deliver: (message) =>
      handOver(deps, message, async (client, to) => {
        const { contactId, body } = message;
        const callback = `${publicUrl}/webhooks/twilio/status?contact=${encodeURIComponent(contactId)}`;
        const { sid } = await client.messages.create({
          ...{ to, body, ...sender },
          ...(publicUrl !== undefined && { statusCallback: callback }),
        });
        return sid;
      }),
    lookUp: (contactId) =>
      lookUp(deps, contactId, async (client, { address, body, atMs }) => {
        const sent = await client.messages.list({ to: address, limit: LIST_LIMIT });
        return sent
          .filter((message) => message.direction.startsWith('outbound') && message.body === body)
          .filter(({ dateCreated }) => isSince(dateCreated, atMs))
          .map(({ sid }) => sid);
      }),
  };
}

/** The newest come first; a customer is not written to more often than this in the hours that matter. */
export const LIST_LIMIT = 50;
/** Twilio's clock and ours, and whole seconds. */
const CLOCK_SKEW_MS = 60_000;

/** @returns whether it was created after the hand-over began, as far as the two clocks agree */
export function isSince(created: Date | null, atMs: number): boolean {
  return created !== null && created.getTime() >= atMs - CLOCK_SKEW_MS;
}

/**
 * Hands a message over once, with a record of it before.
 *
 * @param send @returns the provider's id
 */
export async function handOver(
  deps: TwilioChannelDeps,
  message: OutgoingMessage,
  send: (client: Twilio, to: string) => Promise<string>,
): Promise<DeliveryOutcome> {
  const { contactId, channel, language, body } = message;
  const address = internationalNumber(deps.decrypt(message.address), deps.countryCode);
  if (address === undefined) return { outcome: 'failed', detail: NO_NUMBER, effect: 'unusable' };
  const client = await deps.client();
  // Real time: it is compared with what the provider says.
  await deps.handovers.begin({ contactId, channel, address, language, body, atMs: Date.now() });
  try {
    return { outcome: 'sent', providerRef: await send(client, address) };
  } catch (error) {
    if (nothingWasDone(error) || error instanceof TwilioRefusal) await deps.handovers.undo(contactId);
    return failedBy(error);
  }
}

const NO_NUMBER =
  'the number on file is not international: import it with + and its country code, or set TWILIO_COUNTRY_CODE';

/**
 * @param find @returns the provider's ids of what may be the message
 * @returns `not-sent` when it was never handed over; `sent` when the provider has reported of it, or has it and it is
 *   no other contact's; else `unknown`: what the list does not show may be shown later
 */
export async function lookUp(
  deps: TwilioChannelDeps,
  contactId: ContactId,
  find: (client: Twilio, handover: { address: string; body: string; atMs: number }) => Promise<string[]>,
): Promise<'sent' | 'not-sent' | 'unknown'> {
  const { handovers } = deps;
  const handover = await handovers.find(contactId);
  if (!handover) return 'not-sent';
  if (await handovers.reported(contactId)) return 'sent';
  const found = await find(await deps.client(), handover);
  const others = await handovers.refsOfOthers(found, contactId);
  return found.some((ref) => !others.has(ref)) ? 'sent' : 'unknown';
}
