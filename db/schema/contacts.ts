import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { CallOutcome } from '../../domain/case/call-outcomes.ts';
import type { ContactStatus } from '../../domain/contact/ledger.ts';
import type { CoveredLoan } from '../../domain/case/facts.ts';
import { encrypted, instant } from './columns.ts';

/** The contact ledger of all customers, and what the sandbox channel kept. */

/** Partitioned by month of `reserved_at`. */
export const contacts = pgTable(
  'contacts',
  {
    contactId: text('contact_id').notNull(),
    reservedAt: instant('reserved_at').notNull(),
    customerId: text('customer_id').notNull(),
    loanId: text('loan_id').notNull(),
    /** absent for what is said before anything is overdue */
    caseId: text('case_id'),
    rung: integer('rung'),
    channel: text('channel').notNull(),
    purpose: text('purpose').notNull(),
    script: text('script').notNull(),
    /** the version that was sent; null: nothing has been composed, or the words are a collector's own */
    scriptVersion: integer('script_version'),
    /** further loans of the customer that it is about; null: none */
    covers: jsonb('covers').$type<CoveredLoan[]>(),
    rules: jsonb('rules').$type<string[]>().notNull(),
    status: text('status').$type<ContactStatus>().notNull(),
    sendingAt: instant('sending_at'),
    concludedAt: instant('concluded_at'),
    /** the provider's own id of the message */
    providerRef: text('provider_ref'),
    detail: text('detail'),
    /** of a collector's own call: who made it, and what came of it */
    madeBy: text('made_by'),
    outcome: text('outcome').$type<CallOutcome>(),
  },
  (t) => [
    primaryKey({ columns: [t.contactId, t.reservedAt] }),
    index('contacts_of_customer').on(t.customerId, t.reservedAt),
    index('contacts_of_case').on(t.caseId),
    // What is left open is looked for among the last weeks; rows come in that order, and no update touches it.
    index('contacts_by_time').using('brin', t.reservedAt),
  ],
);

/** Of contacts that nobody knows the end of: how often the channel was asked, and when it is asked again. */
export const contactInquiries = pgTable('contact_inquiries', {
  contactId: text('contact_id').primaryKey(),
  /** times that it could not tell */
  asked: integer('asked').notNull(),
  nextAt: instant('next_at').notNull(),
});

/** Each message as it would have been sent; the contact id makes a second delivery visible. */
export const sandboxMessages = pgTable('sandbox_messages', {
  contactId: text('contact_id').primaryKey(),
  channel: text('channel').notNull(),
  address: encrypted('address').notNull(),
  language: text('language').notNull(),
  subject: text('subject'),
  body: text('body').notNull(),
  at: instant('at').notNull(),
});

/** What a collector has written to a customer in their own words; the contact names it as its script. */
export const writtenMessages = pgTable('written_messages', {
  messageId: text('message_id').primaryKey(),
  loanId: text('loan_id').notNull(),
  language: text('language').notNull(),
  subject: text('subject').notNull(),
  body: text('body').notNull(),
  writtenBy: text('written_by').notNull(),
  writtenAt: instant('written_at').notNull(),
});
