import { sql } from 'drizzle-orm';
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AssignmentWhy } from '../../domain/assignment/assign.ts';
import type { StaffRole } from '../../domain/assignment/staff.ts';
import type { CallTaskWork, DecisionResult } from '../../domain/case/decision.ts';
import { instant, minor } from './columns.ts';
import { loans } from './lending.ts';

/** Cases as people read them; the workflow owns the state, these are the same decisions. */

export const cases = pgTable(
  'cases',
  {
    caseId: text('case_id').primaryKey(),
    loanId: text('loan_id')
      .notNull()
      .references(() => loans.loanId),
    customerId: text('customer_id').notNull(),
    sequence: integer('sequence').notNull(),
    stage: text('stage').notNull(),
    tier: text('tier').notNull(),
    strategy: text('strategy').notNull(),
    region: text('region').notNull(),
    currency: text('currency').notNull(),
    arrearsMinor: minor('arrears_minor').notNull(),
    oldestDueOn: text('oldest_due_on'),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    closeReason: text('close_reason'),
    /** of a settlement: what was overdue then and is not asked for any more */
    forgivenMinor: minor('forgiven_minor'),
    /** the case of the same loan before this one */
    previousCaseId: text('previous_case_id'),
    /** to whom a supervisor has given the case: its next tasks are theirs too */
    collector: text('collector'),
    /** the collector's */
    teamId: text('team_id'),
    nextActionAt: instant('next_action_at'),
    nextAction: text('next_action').notNull(),
    nextWhy: text('next_why').notNull(),
    /** when Temporal confirmed that the workflow runs; null means that the sweep still has to start it */
    startedAt: instant('started_at'),
  },
  (t) => [
    uniqueIndex('cases_one_open_per_loan')
      .on(t.loanId)
      .where(sql`${t.closedAt} IS NULL`),
    index().on(t.loanId),
    index('cases_open_of_customer')
      .on(t.customerId)
      .where(sql`${t.closedAt} IS NULL`),
    index('cases_open_of_region')
      .on(t.region, t.loanId)
      .where(sql`${t.closedAt} IS NULL`),
    index().on(t.stage, t.nextActionAt),
    index('cases_to_start')
      .on(t.caseId)
      .where(sql`${t.startedAt} IS NULL`),
  ],
);

/** The newest score of each case; those before it are on its timeline. */
export const caseScores = pgTable(
  'case_scores',
  {
    caseId: text('case_id').primaryKey(),
    /** that the arrears are repaid, 0..1 */
    probability: doublePrecision('probability').notNull(),
    model: text('model').notNull(),
    scoredAt: instant('scored_at').notNull(),
    /** more is better; null: scored before points were kept, as the next two */
    points: doublePrecision('points'),
    /** that the loan becomes 90 days past due, 0..1; null also where the model does not say */
    defaultProbability: doublePrecision('default_probability'),
    /** of the model's; null also where it has none */
    segment: text('segment'),
  },
  (t) => [
    index('case_scores_of_segment')
      .on(t.segment, t.caseId)
      .where(sql`${t.segment} IS NOT NULL`),
  ],
);

/** One row per decision: what a retry of it gets back. */
export const caseDecisions = pgTable(
  'case_decisions',
  {
    caseId: text('case_id').notNull(),
    sequence: integer('sequence').notNull(),
    decidedAt: instant('decided_at').notNull(),
    result: jsonb('result').$type<DecisionResult>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.sequence] })],
);

/** Events that were handled, so that each counts once however often it is delivered. */
export const caseEvents = pgTable(
  'case_events',
  {
    caseId: text('case_id').notNull(),
    eventId: text('event_id').notNull(),
    sequence: integer('sequence').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.eventId] })],
);

/** Append-only (a trigger refuses anything else), partitioned by month of `at`. */
export const timeline = pgTable(
  'timeline',
  {
    caseId: text('case_id').notNull(),
    sequence: integer('sequence').notNull(),
    entry: integer('entry').notNull(),
    at: instant('at').notNull(),
    type: text('type').notNull(),
    actor: text('actor').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    why: text('why').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.sequence, t.entry, t.at] })],
);

export const tasks = pgTable(
  'tasks',
  {
    taskId: text('task_id').primaryKey(),
    caseId: text('case_id').notNull(),
    kind: text('kind').notNull(),
    summary: text('summary').notNull(),
    openedAt: instant('opened_at').notNull(),
    dueAt: instant('due_at').notNull(),
    closedAt: instant('closed_at'),
    /** of a legal action, which alone closes it */
    legalId: text('legal_id'),
    /** who the task is given to in turn; null: to nobody by itself */
    forRole: text('for_role').$type<StaffRole>(),
    teamId: text('team_id'),
    /** null: in the team's queue */
    assignee: text('assignee'),
    /** when the assignee, or the queue, got it */
    assignedAt: instant('assigned_at'),
    /** by rules and in words, of a queue why it is nobody's; null: given before it was kept, or to nobody by itself */
    assignedWhy: jsonb('assigned_why').$type<AssignmentWhy>(),
    startedAt: instant('started_at'),
    declinedBy: text('declined_by').array(),
    /** what is needed to do it, without personal data */
    work: jsonb('work').$type<CallTaskWork>(),
  },
  (t) => [
    index().on(t.caseId),
    index('tasks_of_assignee')
      .on(t.assignee, t.dueAt)
      .where(sql`${t.closedAt} IS NULL`),
    index('tasks_of_queue')
      .on(t.teamId, t.dueAt)
      .where(sql`${t.closedAt} IS NULL AND ${t.assignee} IS NULL`),
    index('tasks_open')
      .on(t.dueAt)
      .where(sql`${t.closedAt} IS NULL`),
  ],
);
