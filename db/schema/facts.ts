import { date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, minor } from './columns.ts';

/** What managers' figures are made of: every loan as it was on each day, and the sums that dashboards read. */

/** One row per loan and day, with whom and what the loan was with on that day. */
export const loanDays = pgTable(
  'loan_days',
  {
    day: date('day', { mode: 'string' }).notNull(),
    loanId: text('loan_id').notNull(),
    region: text('region').notNull(),
    product: text('product').notNull(),
    currency: text('currency').notNull(),
    daysPastDue: integer('days_past_due').notNull(),
    bucket: text('bucket').notNull(),
    balanceMinor: minor('balance_minor').notNull(),
    pastDueMinor: minor('past_due_minor').notNull(),
    assetClass: text('asset_class').notNull(),
    provisionMinor: minor('provision_minor').notNull(),
    team: text('team'),
    collector: text('collector'),
    strategy: text('strategy'),
  },
  (t) => [primaryKey({ columns: [t.day, t.loanId] }), index().on(t.loanId, t.day)],
);

/** The sums of one day and region, by bucket. */
export const portfolioDays = pgTable(
  'portfolio_days',
  {
    day: date('day', { mode: 'string' }).notNull(),
    region: text('region').notNull(),
    currency: text('currency').notNull(),
    bucket: text('bucket').notNull(),
    loans: integer('loans').notNull(),
    balanceMinor: minor('balance_minor').notNull(),
    pastDueMinor: minor('past_due_minor').notNull(),
    provisionMinor: minor('provision_minor').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.region, t.currency, t.bucket] })],
);

/** Reminders before a due date: at most one for each loan and date, and what the gate said of it. */
export const preDueReminders = pgTable(
  'pre_due_reminders',
  {
    loanId: text('loan_id').notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    decidedAt: instant('decided_at').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    /** of the ledger; absent where the gate has denied it */
    contactId: text('contact_id'),
    rules: text('rules').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.loanId, t.dueOn] })],
);
