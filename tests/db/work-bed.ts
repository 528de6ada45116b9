import { afterAll, beforeAll } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { PeopleRepository, saveRoster, type Person } from '../../db/people-repository.ts';
import { TaskRepository } from '../../db/task-repository.ts';
import type { StaffRole } from '../../domain/assignment/staff.ts';
import { DAY_MS } from '../../domain/calendar.ts';
import { NOW, ZONE } from '../domain/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { seedLoans, testEncryption } from '../setup/seed.ts';

/** A task to be put into the books as it is; all but its id has a default. */
export interface SeedTask {
  taskId: string;
  region?: string;
  forRole?: StaffRole | null;
  team?: string | null;
  assignee?: string | null;
  dueAtMs?: number;
  arrearsMinor?: number;
  started?: boolean;
  declinedBy?: string[];
  closed?: boolean;
  /** of the customer */
  timezone?: string;
}

/** So many tasks of one person, in a region of its own. */
export function tasksOf(assignee: string, region: string, count: number, changes: Partial<SeedTask> = {}) {
  return Array.from({ length: count }, (_, n) => ({
    ...{ taskId: `${assignee}-${n}`, region, team: `team-${region}`, assignee, dueAtMs: NOW + DAY_MS + n },
    ...changes,
  }));
}

/** People, cases and tasks on a PostgreSQL of the test file's own. */
export interface WorkBed {
  readonly database: Database;
  readonly people: PeopleRepository;
  readonly tasks: TaskRepository;
  /** A team of that region with active collectors. */
  staff(region: string, userIds: readonly string[], changes?: Partial<Person>): Promise<string>;
  /** Each in a case of its own. */
  seedTasks(tasks: readonly SeedTask[]): Promise<void>;
  assigneeOf(taskId: string): Promise<string | null | undefined>;
  /** open tasks by person */
  loads(userIds: readonly string[]): Promise<number[]>;
}

export function workBed(): WorkBed {
  let testDatabase: TestDatabase;
  let database: Database;
  const encryption = testEncryption();
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = createDatabase(testDatabase.url, { maxConnections: 10, pipelined: true });
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });
  return {
    get database() {
      return database;
    },
    get people() {
      return new PeopleRepository(database.pool);
    },
    get tasks() {
      return new TaskRepository(database.pool);
    },
    async staff(region, userIds, changes = {}) {
      const teamId = `team-${region}`;
      const users = userIds.map((userId) => ({ userId, teamId, role: 'collector' as const, ...changes }));
      await saveRoster(database.pool, { teams: [{ teamId, region }], users });
      return teamId;
    },
    async seedTasks(tasks) {
      const loans = tasks.map(({ taskId, region = 'east', timezone = ZONE }) => ({
        ...{ loanId: `L-${taskId}`, region, timezone },
      }));
      await seedLoans({ orm: database.orm, encryption, loans, today: '2026-11-01' });
      for (const task of tasks) {
        const { taskId, region = 'east', forRole = 'collector', team = null, assignee = null } = task;
        const { dueAtMs = NOW, arrearsMinor = 50_000, started = false, declinedBy = null } = task;
        await database.pool.query(
          `INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency,
             arrears_minor, opened_at, next_action, next_why)
           VALUES ($1, $2, $3, 1, 'call', 'low', 'cn-retail@1', $4, 'CNY', $5, $6, 'n', 'w')`,
          [`L-${taskId}-1`, `L-${taskId}`, `C-L-${taskId}`, region, arrearsMinor, new Date(NOW)],
        );
        await database.pool.query(
          `INSERT INTO tasks (task_id, case_id, kind, summary, opened_at, due_at, for_role, team_id, assignee,
             started_at, declined_by, closed_at)
           VALUES ($1, $2, 'call', 's', $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            ...[taskId, `L-${taskId}-1`, new Date(NOW), new Date(dueAtMs), forRole, team, assignee],
            ...[started ? new Date(NOW) : null, declinedBy, task.closed ? new Date(NOW) : null],
          ],
        );
      }
    },
    async assigneeOf(taskId) {
      const { rows } = await database.pool.query<{ assignee: string | null }>(
        'SELECT assignee FROM tasks WHERE task_id = $1',
        [taskId],
      );
      return rows[0]?.assignee;
    },
    async loads(userIds) {
      const { rows } = await database.pool.query<{ n: number }>(
        `SELECT (SELECT count(*)::int FROM tasks WHERE assignee = u.id AND closed_at IS NULL) AS n
         FROM unnest($1::text[]) WITH ORDINALITY AS u (id, place) ORDER BY place`,
        [userIds],
      );
      return rows.map((row) => row.n);
    },
  };
}
