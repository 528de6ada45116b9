import { z } from 'zod';
import { REPLY_MEANINGS } from '../../contact/inbound/read-reply.ts';
import { channelSchema } from '../../strategy/schema.ts';
import { amountMinor, eventSchema, id, isoDate } from './fields.ts';

/** What comes back: from customers by message or key, from providers about what was sent. Nothing of it is refused. */

/** What a customer asks for during a call beside what can be written. */
export const REPLY_WISHES = [...REPLY_MEANINGS, 'call-back'] as const;
export type ReplyWish = (typeof REPLY_WISHES)[number];

export const customerReplyEventSchema = eventSchema('customer-reply', {
  channel: channelSchema,
  meaning: z.enum(REPLY_WISHES),
  /** by which the text is found; the text itself is not in a case */
  messageId: id,
  /** of an offer to pay, as far as it was named */
  amountMinor: amountMinor.optional(),
  dueOn: isoDate.optional(),
});

export const REPORTED_ENDS = [
  'undelivered',
  'answered',
  'voicemail',
  'no-answer',
  'busy',
  'not-connected',
  // Of a contact whose answer was lost, once its channel was asked later.
  'accepted',
  'not-accepted',
  'not-known',
] as const;
export type ReportedEnd = (typeof REPORTED_ENDS)[number];

/** What became of a contact, once the provider knows. */
export const deliveryReportEventSchema = eventSchema('delivery-report', {
  contactId: id,
  channel: channelSchema,
  end: z.enum(REPORTED_ENDS),
  /** the number or address is of no use any more */
  addressLost: z.boolean().optional(),
  detail: z.string().max(500).optional(),
});
