import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { CallOutcome } from '../../domain/case/call-outcomes.ts';
import { encrypted, instant } from './columns.ts';

/** The contact ledger of all customers, and what the sandbox channel kept. */

export type ContactStatus =
  | 'reserved'
  | 'sending'
  | 'sent'
  | 'failed'
  | 'unknown'
  | 'superseded'
  | 'too-late'
  | 'held'
  | 'calling'
  | 'called';

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
  ],
);

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
