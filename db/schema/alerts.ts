import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AlertAction, AlertKind, AlertState } from '../../domain/alerts/alert.ts';
import type { LoanAlertRules } from '../../domain/alerts/loan-rules.ts';
import { instant, minor } from './columns.ts';

/** What figures give cause to look at, and what a supervisor made of it. */

export const riskAlerts = pgTable(
  'risk_alerts',
  {
    alertId: text('alert_id').primaryKey(),
    kind: text('kind').$type<AlertKind>().notNull(),
    subjectKind: text('subject_kind').$type<'loan' | 'region' | 'model'>().notNull(),
    /** in one word: the loan, region/product, or model */
    subject: text('subject').notNull(),
    loanId: text('loan_id'),
    /** of a loan: its customer's, as it was when the alert was raised */
    region: text('region'),
    product: text('product'),
    model: text('model'),
    day: date('day', { mode: 'string' }).notNull(),
    figures: jsonb('figures').$type<Record<string, number | string>>().notNull(),
    severity: integer('severity').notNull(),
    /** of a loan: what is expected to be lost on it, in its currency, as of the last day that it was looked at */
    stakeMinor: minor('stake_minor'),
    why: text('why').notNull(),
    proposes: text('proposes').$type<AlertAction>().notNull(),
    state: text('state').$type<AlertState>().notNull(),
    raisedAt: instant('raised_at').notNull(),
    /** what is being done about it just now: until it is known to be done the alert is open, and nothing else can be done */
    takingAction: text('taking_action').$type<AlertAction>(),
    /** how often it was certainly not done: the next attempt is another request */
    refusals: integer('refusals').notNull().default(0),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    decidedWhy: text('decided_why'),
    /** of one that was taken */
    action: text('action').$type<AlertAction>(),
  },
  (t) => [
    uniqueIndex('risk_alerts_one_open')
      .on(t.kind, t.subject)
      .where(sql`${t.state} = 'open'`),
    index('risk_alerts_decided').on(t.kind, t.subject, t.decidedAt),
    index('risk_alerts_by_state').on(t.state, t.raisedAt, t.alertId),
    index('risk_alerts_of_loan').on(t.loanId, t.raisedAt),
  ],
);

/** When the figures of a loan are worth an alert; a version is never edited, the newest counts. */
export const alertPolicies = pgTable('alert_policies', {
  version: integer('version').primaryKey(),
  document: jsonb('document').$type<LoanAlertRules>().notNull(),
  publishedBy: text('published_by').notNull(),
  publishedAt: instant('published_at').notNull(),
  why: text('why').notNull(),
});
