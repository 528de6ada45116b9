import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ReplyWish } from '../../domain/case/events/replies.ts';
import type { Channel } from '../../domain/strategy/schema.ts';
import { encrypted, instant } from './columns.ts';

/** What comes back from providers and customers, and what was handed to a provider that cannot be asked by our id. */

/**
 * That a customer does not want to be contacted by a channel. The consent that the bank reports is beside it: no import
 * undoes an opt-out.
 */
export const optOuts = pgTable(
  'opt_outs',
  {
    customerId: text('customer_id').notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    /** keyed hash of the number or address it came from; empty when none is known */
    contactPoint: text('contact_point').notNull(),
    sinceAt: instant('since_at').notNull(),
    /** how it was said: `sms STOP`, `key 9`, `unsubscribe link` */
    source: text('source').notNull(),
    /** when the customer has taken it back */
    endedAt: instant('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.channel, t.contactPoint] })],
);

/** Written before a message is handed over: without a row it certainly was not. */
export const handovers = pgTable('handovers', {
  contactId: text('contact_id').primaryKey(),
  channel: text('channel').notNull(),
  address: encrypted('address').notNull(),
  language: text('language').notNull(),
  body: encrypted('body').notNull(),
  at: instant('at').notNull(),
});

/** What the provider has reported of a contact last. A final status is never left again. */
export const deliveryReports = pgTable('delivery_reports', {
  contactId: text('contact_id').primaryKey(),
  /** the provider's own id */
  providerRef: text('provider_ref').notNull(),
  status: text('status').notNull(),
  /** how far on it is, see domain/contact/delivery-status.ts */
  rank: integer('rank').notNull(),
  errorCode: text('error_code'),
  /** of a call: human, machine_…, fax, unknown */
  answeredBy: text('answered_by'),
  at: instant('at').notNull(),
});

/** What a customer has written, or pressed during a call; read once. */
export const inboundMessages = pgTable(
  'inbound_messages',
  {
    /** the provider's own id */
    messageId: text('message_id').primaryKey(),
    channel: text('channel').$type<Channel>().notNull(),
    /** null: the number is of nobody we know */
    customerId: text('customer_id'),
    loanId: text('loan_id'),
    address: encrypted('address').notNull(),
    body: encrypted('body').notNull(),
    meaning: text('meaning').$type<ReplyWish>().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('inbound_messages_of_customer').on(t.customerId, t.at)],
);
