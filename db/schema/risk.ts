import { boolean, index, integer, jsonb, pgTable, serial, text } from 'drizzle-orm/pg-core';
import type { ProtectedAttribute } from '../../domain/risk/features/protected.ts';
import type { ModelContent } from '../../domain/risk/model-version.ts';
import type { TrainingBegun, TrainingOutcome } from '../../domain/risk/training/training-run.ts';
import { instant } from './columns.ts';

/** Models of risk, and which of them counts. */

/** `candidate`: has never scored a case; `published`: has been published once. Which one counts the publications say. */
export type RiskModelState = 'candidate' | 'published';

/** What a training run has made; what a version says is never changed. */
export const riskModels = pgTable('risk_models', {
  version: serial('version').primaryKey(),
  content: jsonb('content').$type<ModelContent>().notNull(),
  trainedAt: instant('trained_at').notNull(),
  /** who asked for it, or the schedule */
  trainedBy: text('trained_by').notNull(),
  state: text('state').$type<RiskModelState>().notNull(),
});

/** Append-only (a trigger refuses anything else); the newest says which model counts. */
export const riskModelPublications = pgTable('risk_model_publications', {
  publicationId: serial('publication_id').primaryKey(),
  /** null: the expert scorecard */
  version: integer('version').references(() => riskModels.version),
  action: text('action').$type<'published' | 'rolled-back'>().notNull(),
  by: text('by').notNull(),
  at: instant('at').notNull(),
  why: text('why').notNull(),
});

/** A training run: what it began with, so that a repeat of it makes the same, and what came of it. */
export const riskTrainings = pgTable('risk_trainings', {
  runId: text('run_id').primaryKey(),
  begun: jsonb('begun').$type<TrainingBegun>().notNull(),
  startedBy: text('started_by').notNull(),
  startedAt: instant('started_at').notNull(),
  /** the model that it has made; null: none yet, or none could be made */
  version: integer('version').references(() => riskModels.version),
  outcome: jsonb('outcome').$type<TrainingOutcome>(),
  finishedAt: instant('finished_at'),
});

/** Append-only (a trigger refuses anything else); the newest of an attribute says whether models may use it. */
export const protectedAttributes = pgTable(
  'protected_attributes',
  {
    permissionId: serial('permission_id').primaryKey(),
    attribute: text('attribute').$type<ProtectedAttribute>().notNull(),
    allowed: boolean('allowed').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    why: text('why').notNull(),
  },
  (t) => [index().on(t.attribute, t.permissionId)],
);
