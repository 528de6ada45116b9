import { bigint, boolean, index, pgTable, text } from 'drizzle-orm/pg-core';

/** Who works for the bank: enough of them to give every task to somebody. */

export const teams = pgTable('teams', {
  teamId: text('team_id').primaryKey(),
  /** whose cases it works */
  region: text('region').notNull().unique(),
});

export type StaffRole = 'collector' | 'supervisor';

export const users = pgTable(
  'users',
  {
    /** as `X-Actor` names them */
    userId: text('user_id').primaryKey(),
    teamId: text('team_id')
      .notNull()
      .references(() => teams.teamId),
    role: text('role').$type<StaffRole>().notNull(),
    /** gets new tasks */
    active: boolean('active').notNull().default(true),
    /** in the order of these the next tasks of the team are given out; whoever gets one comes last */
    turn: bigint('turn', { mode: 'number' }).notNull().default(0),
  },
  (t) => [index().on(t.teamId, t.role, t.turn)],
);
