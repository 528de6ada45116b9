import { date, doublePrecision, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { IndicatorRule } from '../../domain/alerts/portfolio/indicator-rule.ts';
import { instant, minor } from './columns.ts';
import { loans } from './lending.ts';

/** What is measured outside the bank's books: the economy, by region, and what loans are secured by. */

/** Series of figures; one of a day and region that is reported again replaces the other. */
export const indicators = pgTable(
  'indicators',
  {
    indicator: text('indicator').notNull(),
    /** '': all regions that have no series of their own */
    region: text('region').notNull(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    value: doublePrecision('value').notNull(),
    source: text('source').notNull(),
    extra: jsonb('extra').notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.indicator, t.region, t.asOf] })],
);

/** When an indicator is worth an alert; a version is never edited, the newest counts. */
export const indicatorRules = pgTable('indicator_rules', {
  version: integer('version').primaryKey(),
  rules: jsonb('rules').$type<IndicatorRule[]>().notNull(),
  publishedBy: text('published_by').notNull(),
  publishedAt: instant('published_at').notNull(),
  why: text('why').notNull(),
});

/** All that secures a loan, as it was valued on a day. */
export const collateralValuations = pgTable(
  'collateral_valuations',
  {
    loanId: text('loan_id')
      .notNull()
      .references(() => loans.loanId),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    valueMinor: minor('value_minor').notNull(),
    currency: text('currency').notNull(),
    source: text('source').notNull(),
    extra: jsonb('extra').notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.loanId, t.asOf] })],
);
