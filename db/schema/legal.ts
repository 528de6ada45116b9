import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { LegalDecisionResult } from '../../domain/legal/decision.ts';
import type { DocumentKind, LegalEnd, LegalStep, StopReason } from '../../domain/legal/steps.ts';
import { instant } from './columns.ts';

/** Legal actions: opened by a decision of their case, gone on with by their own workflow. */

export const legalActions = pgTable(
  'legal_actions',
  {
    legalId: text('legal_id').primaryKey(),
    caseId: text('case_id').notNull(),
    loanId: text('loan_id').notNull(),
    customerId: text('customer_id').notNull(),
    zone: text('zone').notNull(),
    region: text('region').notNull(),
    currency: text('currency').notNull(),
    strategy: text('strategy').notNull(),
    approvedBy: jsonb('approved_by').$type<string[]>().notNull(),
    openedAt: instant('opened_at').notNull(),
    /** when Temporal confirmed that the workflow runs; null means that it is still to be started */
    startedAt: instant('started_at'),
    /** the case wants it stopped */
    stopReason: text('stop_reason').$type<Extract<StopReason, 'cured' | 'closed'>>(),
    /** when the workflow was told so */
    stopToldAt: instant('stop_told_at'),
    /** of the last decision; 0 before the first */
    sequence: integer('sequence').notNull().default(0),
    step: text('step').$type<LegalStep>(),
    nextDueAt: instant('next_due_at'),
    endedAt: instant('ended_at'),
    endReason: text('end_reason').$type<LegalEnd>(),
  },
  (t) => [
    index().on(t.caseId),
    index().on(t.loanId),
    index('legal_actions_to_link')
      .on(t.legalId)
      .where(
        sql`${t.endedAt} IS NULL AND (${t.startedAt} IS NULL OR (${t.stopReason} IS NOT NULL AND ${t.stopToldAt} IS NULL))`,
      ),
  ],
);

/** One row per decision: what a retry of it gets back. */
export const legalDecisions = pgTable(
  'legal_decisions',
  {
    legalId: text('legal_id').notNull(),
    sequence: integer('sequence').notNull(),
    decidedAt: instant('decided_at').notNull(),
    result: jsonb('result').$type<LegalDecisionResult>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.legalId, t.sequence] })],
);

/** Events that were handled, so that each counts once however often it is delivered. */
export const legalEvents = pgTable(
  'legal_events',
  {
    legalId: text('legal_id').notNull(),
    eventId: text('event_id').notNull(),
    sequence: integer('sequence').notNull(),
  },
  (t) => [primaryKey({ columns: [t.legalId, t.eventId] })],
);

/** What is known of documents; append-only (a trigger refuses anything else). */
export const legalDocuments = pgTable(
  'legal_documents',
  {
    legalId: text('legal_id').notNull(),
    /** of the decision that took it, and its place in it */
    sequence: integer('sequence').notNull(),
    entry: integer('entry').notNull(),
    step: text('step').$type<LegalStep>().notNull(),
    kind: text('kind').$type<DocumentKind>().notNull(),
    name: text('name').notNull(),
    sha256: text('sha256').notNull(),
    addedBy: text('added_by').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.legalId, t.sequence, t.entry] })],
);
