import { sql } from 'drizzle-orm';
import { bigint, bigserial, boolean, date, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Shift } from '../../domain/assignment/facts.ts';
import type { AssignmentRules } from '../../domain/assignment/rules.ts';
import type { StaffRole } from '../../domain/assignment/staff.ts';
import type { Tier } from '../../domain/strategy/schema.ts';
import { instant } from './columns.ts';

/** Who works for the bank: enough of them to give every task to somebody. */

/** Columns of an import that are not listed. */
const extra = () => jsonb('extra').$type<Record<string, string>>().notNull().default({});

export const teams = pgTable('teams', {
  teamId: text('team_id').primaryKey(),
  name: text('name').notNull().default(''),
  /** whose cases it works */
  region: text('region').notNull().unique(),
  /** IANA, of its days and hours; null: that of the customer whose task it is */
  zone: text('zone'),
  /** gets new tasks */
  active: boolean('active').notNull().default(true),
  extra: extra(),
});

export const users = pgTable(
  'users',
  {
    /** as `X-Actor` names them */
    userId: text('user_id').primaryKey(),
    name: text('name').notNull().default(''),
    teamId: text('team_id')
      .notNull()
      .references(() => teams.teamId),
    role: text('role').$type<StaffRole>().notNull(),
    skills: text('skills').array().notNull().default([]),
    /** BCP 47 */
    languages: text('languages').array().notNull().default([]),
    /** as many open tasks are given to them; null: no limit */
    capacity: integer('capacity'),
    /** besides their team's */
    regions: text('regions').array().notNull().default([]),
    /** empty: all, as the next one */
    products: text('products').array().notNull().default([]),
    tiers: text('tiers').array().$type<Tier[]>().notNull().default([]),
    /** the largest amount they deal with by currency, minor units; JSON's null: any */
    authorityMinor: jsonb('authority_minor')
      .$type<Record<string, number> | null>()
      .notNull()
      .default(sql`'null'`),
    /** empty: they work all day */
    shifts: jsonb('shifts').$type<Shift[]>().notNull().default([]),
    /** gets new tasks */
    active: boolean('active').notNull().default(true),
    /** in the order of these the next tasks of the team are given out; whoever gets one comes last */
    turn: bigint('turn', { mode: 'number' }).notNull().default(0),
    extra: extra(),
  },
  (t) => [index().on(t.teamId, t.role, t.turn)],
);

/** Days, both included, on which somebody is not there. */
export const absences = pgTable(
  'absences',
  {
    absenceId: bigserial('absence_id', { mode: 'number' }).primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.userId),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    untilOn: date('until_on', { mode: 'string' }).notNull(),
    kind: text('kind').notNull(),
    why: text('why').notNull(),
    reportedBy: text('reported_by').notNull(),
    reportedAt: instant('reported_at').notNull(),
    /** it does not count any more, as if it had not been reported */
    cancelledAt: instant('cancelled_at'),
    cancelledBy: text('cancelled_by'),
  },
  (t) => [index().on(t.userId, t.untilOn)],
);

/** Who gets which task; a version is never edited, the newest counts. */
export const assignmentRules = pgTable('assignment_rules', {
  version: integer('version').primaryKey(),
  document: jsonb('document').$type<AssignmentRules>().notNull(),
  publishedBy: text('published_by').notNull(),
  publishedAt: instant('published_at').notNull(),
  why: text('why').notNull(),
});

/** Who has had which task, and why: append-only. */
export const taskAssignments = pgTable(
  'task_assignments',
  {
    assignmentId: bigserial('assignment_id', { mode: 'number' }).primaryKey(),
    taskId: text('task_id').notNull(),
    /** null: the queue */
    fromUser: text('from_user'),
    toUser: text('to_user'),
    at: instant('at').notNull(),
    /** who moved it; `arrears`: the rules by themselves */
    by: text('by').notNull(),
    why: text('why').notNull(),
  },
  (t) => [index().on(t.taskId, t.assignmentId)],
);
