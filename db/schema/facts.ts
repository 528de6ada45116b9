import { date, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
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
    /** of expected credit loss; 0: of a day before stages were recorded */
    stage: smallint('stage').notNull().default(0),
    eclMinor: minor('ecl_minor').notNull().default(0),
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

/** The loans of one day, region and product, as far as control charts count them. */
export const productDays = pgTable(
  'product_days',
  {
    day: date('day', { mode: 'string' }).notNull(),
    region: text('region').notNull(),
    product: text('product').notNull(),
    loans: integer('loans').notNull(),
    /** more than 30 days past due */
    over30: integer('over_30').notNull(),
    /** of which an instalment fell due the day before, and nothing else was past due */
    fellDue: integer('fell_due').notNull(),
    /** of those: past due since the day */
    newlyPastDue: integer('newly_past_due').notNull(),
  },
  (t) => [primaryKey({ columns: [t.region, t.day, t.product] })],
);

/** What was set aside at the end of a day, by class and stage. */
export const provisionDays = pgTable(
  'provision_days',
  {
    day: date('day', { mode: 'string' }).notNull(),
    region: text('region').notNull(),
    currency: text('currency').notNull(),
    assetClass: text('asset_class').notNull(),
    stage: smallint('stage').notNull(),
    loans: integer('loans').notNull(),
    balanceMinor: minor('balance_minor').notNull(),
    provisionMinor: minor('provision_minor').notNull(),
    eclMinor: minor('ecl_minor').notNull(),
    /** of the rates; 0: those that ship */
    policyVersion: integer('policy_version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.region, t.currency, t.assetClass, t.stage] })],
);

/** Loans by the bucket that they were in a month before the day, and the one they are in on it: roll rates. */
export const bucketMoves = pgTable(
  'bucket_moves',
  {
    day: date('day', { mode: 'string' }).notNull(),
    region: text('region').notNull(),
    fromBucket: text('from_bucket').notNull(),
    toBucket: text('to_bucket').notNull(),
    loans: integer('loans').notNull(),
  },
  (t) => [primaryKey({ columns: [t.region, t.day, t.fromBucket, t.toBucket] })],
);

/** Contacts of one day by the customer's hour of the week, and how many of them worked. */
export const contactHours = pgTable(
  'contact_hours',
  {
    day: date('day', { mode: 'string' }).notNull(),
    region: text('region').notNull(),
    tier: text('tier').notNull(),
    /** of the case's newest score; empty: of none */
    segment: text('segment').notNull().default(''),
    channel: text('channel').notNull(),
    /** 1 for Monday .. 7 for Sunday */
    weekday: smallint('weekday').notNull(),
    hour: smallint('hour').notNull(),
    tries: integer('tries').notNull(),
    successes: integer('successes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.region, t.tier, t.segment, t.day, t.channel, t.weekday, t.hour] })],
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
