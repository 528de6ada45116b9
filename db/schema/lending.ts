import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
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
  },
  (t) => [index().on(t.loanId)],
);
