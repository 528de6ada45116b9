import { bigint, boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { StaffRole } from '../../domain/assignment/staff.ts';

/** Who works for the bank: enough of them to give every task to somebody. */

/** Columns of an import that are not listed. */
const extra = () => jsonb('extra').$type<Record<string, string>>().notNull().default({});

export const teams = pgTable('teams', {
  teamId: text('team_id').primaryKey(),
  name: text('name').notNull().default(''),
  /** whose cases it works */
  region: text('region').notNull().unique(),
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
    /** gets new tasks */
    active: boolean('active').notNull().default(true),
    /** in the order of these the next tasks of the team are given out; whoever gets one comes last */
    turn: bigint('turn', { mode: 'number' }).notNull().default(0),
    extra: extra(),
  },
  (t) => [index().on(t.teamId, t.role, t.turn)],
);
