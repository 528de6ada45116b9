import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { LoanChange } from '../../domain/case/events/endings.ts';
import { instant, minor } from './columns.ts';
import { customers } from './parties.ts';

/** What is owed: loans, their schedules, what was paid. */

export const loans = pgTable(
  'loans',
  {
    loanId: text('loan_id').primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.customerId),
    product: text('product').notNull(),
    jurisdiction: text('jurisdiction').notNull(),
    lenderRole: text('lender_role').$type<'first_party' | 'third_party'>().notNull(),
    currency: text('currency').notNull(),
    principalMinor: minor('principal_minor').notNull(),
    annualRate: numeric('annual_rate').notNull(),
    termMonths: integer('term_months'),
    originatedOn: date('originated_on', { mode: 'string' }).notNull(),
    branch: text('branch'),
    secured: boolean('secured').notNull(),
    extra: jsonb('extra').notNull().default({}),
  },
  (t) => [index().on(t.customerId)],
);

export const instalments = pgTable(
  'instalments',
  {
    loanId: text('loan_id')
      .notNull()
      .references(() => loans.loanId),
    number: integer('number').notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    principalDueMinor: minor('principal_due_minor').notNull(),
    interestDueMinor: minor('interest_due_minor').notNull(),
    feeDueMinor: minor('fee_due_minor').notNull(),
    extra: jsonb('extra').notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.loanId, t.number] })],
);

export const payments = pgTable(
  'payments',
  {
    paymentId: text('payment_id').primaryKey(),
    loanId: text('loan_id')
      .notNull()
      .references(() => loans.loanId),
    paidAt: instant('paid_at').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    currency: text('currency').notNull(),
    channel: text('channel').notNull(),
    extra: jsonb('extra').notNull().default({}),
    /** the payment that this row takes back, by as much less than nothing: whoever adds payments up need not know */
    reverses: text('reverses').references((): AnyPgColumn => payments.paymentId),
    /** `paid_at` of that payment: what it counted towards, it does not count towards any more */
    reversedPaidAt: instant('reversed_paid_at'),
  },
  (t) => [
    index().on(t.loanId),
    uniqueIndex('payments_reversed_once')
      .on(t.reverses)
      .where(sql`${t.reverses} IS NOT NULL`),
    check(
      'payments_reversal_is_less_than_nothing',
      sql`${t.reverses} IS NULL OR (${t.amountMinor} < 0 AND ${t.reversedPaidAt} IS NOT NULL)`,
    ),
  ],
);

/** What the core system has reported of loans that are not what they were; an id counts once. */
export const loanChanges = pgTable(
  'loan_changes',
  {
    changeId: text('change_id').primaryKey(),
    loanId: text('loan_id')
      .notNull()
      .references(() => loans.loanId),
    change: text('change').$type<LoanChange>().notNull(),
    effectiveOn: date('effective_on', { mode: 'string' }).notNull(),
    /** as the core system says it */
    why: text('why'),
    reportedBy: text('reported_by').notNull(),
    reportedAt: instant('reported_at').notNull(),
  },
  (t) => [index().on(t.loanId)],
);
