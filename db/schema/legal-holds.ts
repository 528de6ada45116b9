import { sql } from 'drizzle-orm';
import { boolean, date, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ComplaintAbout } from '../../domain/case/events/legal-holds.ts';
import type { LegalHoldKind, MoratoriumPeriod } from '../../domain/case/hold.ts';
import type { Channel } from '../../domain/strategy/schema.ts';
import { instant } from './columns.ts';
import { customers } from './parties.ts';

/** What a customer, a register or a court has declared: it holds every case that it reaches, and outlives them. */

export const customerHolds = pgTable(
  'customer_holds',
  {
    holdId: text('hold_id').primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.customerId),
    /** null: every loan of the customer */
    loanId: text('loan_id'),
    kind: text('kind').$type<LegalHoldKind>().notNull(),
    /** null: all */
    channels: jsonb('channels').$type<Channel[]>(),
    sinceAt: instant('since_at').notNull(),
    /** its end, or when a supervisor looks at it again */
    untilAt: instant('until_at').notNull(),
    review: boolean('review').notNull(),
    owner: text('owner').notNull(),
    /** the task of the case that asks a supervisor, while one is open */
    taskId: text('task_id'),
    period: jsonb('period').$type<MoratoriumPeriod>(),
    /** the event or decision that made the row what it is: its other cases are told of it by that */
    changedBy: text('changed_by').notNull(),
    endedAt: instant('ended_at'),
    endedWhy: text('ended_why'),
  },
  (t) => [
    uniqueIndex('customer_holds_standing')
      .on(t.customerId, sql`coalesce(${t.loanId}, '')`, t.kind, sql`(${t.channels} IS NULL)`)
      .where(sql`${t.endedAt} IS NULL`),
    index('customer_holds_changed').on(t.changedBy),
    index('customer_holds_of_customer').on(t.customerId, t.sinceAt),
  ],
);

export const complaints = pgTable(
  'complaints',
  {
    complaintId: text('complaint_id').primaryKey(),
    caseId: text('case_id').notNull(),
    customerId: text('customer_id').notNull(),
    loanId: text('loan_id').notNull(),
    about: text('about').$type<ComplaintAbout>().notNull(),
    subject: text('subject').notNull(),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    /** by when it has to be answered, and the rule that says so */
    dueAt: instant('due_at').notNull(),
    citation: text('citation').notNull(),
    reportedBy: text('reported_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    answeredAt: instant('answered_at'),
    answeredBy: text('answered_by'),
    outcome: text('outcome').$type<'upheld' | 'rejected' | 'partly'>(),
    answer: text('answer'),
  },
  (t) => [
    index('complaints_open')
      .on(t.dueAt)
      .where(sql`${t.answeredAt} IS NULL`),
    index('complaints_of_customer').on(t.customerId),
  ],
);
