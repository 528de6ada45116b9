import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ContactRule } from '../../domain/contact/rule.ts';
import type { ScriptState } from '../../domain/scripts/publication.ts';
import type { Script } from '../../domain/scripts/script.ts';
import type { Strategy } from '../../domain/strategy/schema.ts';
import { instant } from './columns.ts';

/** Published strategies; a version is never edited. */
export const strategies = pgTable(
  'strategies',
  {
    strategyId: text('strategy_id').notNull(),
    version: integer('version').notNull(),
    jurisdiction: text('jurisdiction').notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
    document: jsonb('document').$type<Strategy>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.strategyId, t.version] })],
);

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
