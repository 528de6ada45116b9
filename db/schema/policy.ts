import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { ProvisionPolicy } from '../../domain/finance/provision-policy.ts';
import type { ContactRule } from '../../domain/contact/rule.ts';
import type { ScriptState } from '../../domain/scripts/publication.ts';
import type { Script } from '../../domain/scripts/script.ts';
import type { MoveFilter, MoveOutcome } from '../../domain/strategy/move-cases.ts';
import type { StrategyState } from '../../domain/strategy/publication.ts';
import type { Strategy } from '../../domain/strategy/schema.ts';
import { instant } from './columns.ts';

/** Strategies, written by one and published by another; what a version says is never changed. */
export const strategies = pgTable(
  'strategies',
  {
    strategyId: text('strategy_id').notNull(),
    version: integer('version').notNull(),
    jurisdiction: text('jurisdiction').notNull(),
    state: text('state').$type<StrategyState>().notNull().default('published'),
    document: jsonb('document').$type<Strategy>().notNull(),
    /** default: the product */
    writtenBy: text('written_by').notNull().default('arrears'),
    writtenAt: instant('written_at').notNull().defaultNow(),
    publishedBy: text('published_by'),
    publishedAt: instant('published_at'),
    /** published for experiments and for cases that are moved to it; new cases go by another */
    heldBack: boolean('held_back').notNull().default(false),
    /** the highest of a place is what its new cases go by; clocks of processes differ, and the demo's runs ahead */
    turn: integer('turn').notNull().default(0),
    /** when new cases were given it again; null: only at its publication */
    adoptedAt: instant('adopted_at'),
    adoptedBy: text('adopted_by'),
    withdrawnBy: text('withdrawn_by'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnWhy: text('withdrawn_why'),
  },
  (t) => [primaryKey({ columns: [t.strategyId, t.version] })],
);

/** Champion and challenger: a share of the new cases of a place goes by the challenger, one experiment at a time. */
export const strategyExperiments = pgTable(
  'strategy_experiments',
  {
    experimentId: text('experiment_id').primaryKey(),
    jurisdiction: text('jurisdiction').notNull(),
    /** `cn-retail@1` */
    champion: text('champion').notNull(),
    challenger: text('challenger').notNull(),
    /** of new cases, 0..1 */
    share: doublePrecision('share').notNull(),
    why: text('why').notNull(),
    startedBy: text('started_by').notNull(),
    startedAt: instant('started_at').notNull(),
    endedBy: text('ended_by'),
    endedAt: instant('ended_at'),
    endedWhy: text('ended_why'),
  },
  (t) => [
    uniqueIndex('strategy_experiments_one_runs')
      .on(t.jurisdiction)
      .where(sql`${t.endedAt} IS NULL`),
  ],
);

/** Running cases that were moved from one version to another, in bulk: who asked, for which, and what came of it. */
export const strategyMoves = pgTable('strategy_moves', {
  moveId: text('move_id').primaryKey(),
  fromVersion: text('from_version').notNull(),
  toVersion: text('to_version').notNull(),
  filter: jsonb('filter').$type<MoveFilter>().notNull(),
  why: text('why').notNull(),
  requestedBy: text('requested_by').notNull(),
  requestedAt: instant('requested_at').notNull(),
  /** that were to be moved when it was asked for */
  cases: integer('cases').notNull(),
  finishedAt: instant('finished_at'),
  outcome: jsonb('outcome').$type<MoveOutcome>(),
});

/** Scripts, written by one and published by another; what a version says is never changed. */
export const scripts = pgTable(
  'scripts',
  {
    scriptId: text('script_id').notNull(),
    version: integer('version').notNull(),
    state: text('state').$type<ScriptState>().notNull(),
    /** as in the document; null: everywhere */
    jurisdictions: text('jurisdictions').array(),
    document: jsonb('document').$type<Script>().notNull(),
    writtenBy: text('written_by').notNull(),
    writtenAt: instant('written_at').notNull(),
    publishedBy: text('published_by'),
    publishedAt: instant('published_at'),
    withdrawnBy: text('withdrawn_by'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnWhy: text('withdrawn_why'),
  },
  (t) => [primaryKey({ columns: [t.scriptId, t.version] })],
);

/** Official calendars, a year of a place at a time; a version is never edited, the newest counts. */
export const holidayCalendars = pgTable(
  'holiday_calendars',
  {
    place: text('place').notNull(),
    year: integer('year').notNull(),
    version: integer('version').notNull(),
    publicHolidays: text('public_holidays').array().notNull(),
    makeUpWorkDays: text('make_up_work_days').array().notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
    why: text('why').notNull(),
  },
  (t) => [primaryKey({ columns: [t.place, t.year, t.version] })],
);

/** The bank's own rules of contact, all of a jurisdiction at a time; a version is never edited, the newest counts. */
export const housePolicies = pgTable(
  'house_policies',
  {
    jurisdiction: text('jurisdiction').notNull(),
    version: integer('version').notNull(),
    rules: jsonb('rules').$type<ContactRule[]>().notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
    why: text('why').notNull(),
  },
  (t) => [primaryKey({ columns: [t.jurisdiction, t.version] })],
);

/** Drafts and unverified rules that are switched on, or off again; a version is never edited, the newest counts. */
export const ruleSwitches = pgTable(
  'rule_switches',
  {
    ruleId: text('rule_id').notNull(),
    version: integer('version').notNull(),
    switchedOn: boolean('switched_on').notNull(),
    switchedBy: text('switched_by').notNull(),
    switchedAt: instant('switched_at').notNull(),
    why: text('why').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ruleId, t.version] })],
);

/** How much is set aside for loans; a version is never edited, the newest counts for the days after it. */
export const provisionPolicies = pgTable('provision_policies', {
  version: integer('version').primaryKey(),
  document: jsonb('document').$type<ProvisionPolicy>().notNull(),
  publishedBy: text('published_by').notNull(),
  publishedAt: instant('published_at').notNull(),
  why: text('why').notNull(),
});
