import { assign } from '../domain/assignment/assign.ts';
import { readWork } from './assignment-reader.ts';
import type { Transaction } from './transaction.ts';
import { writeAssignments, type AssignmentToWrite } from './write-assignments.ts';

/** Who gets a task: the one place where work is given out as it comes; db/share-out-repository.ts gives it out anew. */

export interface TaskToGive {
  taskId: string;
  /** of its case */
  region: string;
  /** to whom the case was given, and its tasks go first; null: to nobody in particular */
  collector: string | null;
  /** who had it before; absent: nobody */
  from?: string;
}

/** The actor of what nobody has asked for. */
export const BY_RULES = 'arrears';

const LOCK_TEAMS = `
SELECT 1 FROM teams WHERE region = ANY($1)
  OR team_id IN (SELECT team_id FROM users WHERE user_id = ANY($2) OR regions && $1)
ORDER BY region FOR UPDATE`;

/**
 * Gives tasks to people by the rules, one after the other. A team is locked before it is read what its people have, in one
 * order everywhere: two tasks at once do not go to one person beyond what they take.
 *
 * @param now epoch milliseconds, business time; absent: the database's clock
 */
export async function giveTasks(tx: Transaction, tasks: readonly TaskToGive[], now?: number): Promise<void> {
  if (tasks.length === 0) return;
  const regions = [...new Set(tasks.map(({ region }) => region))];
  const collectors = [...new Set(tasks.flatMap(({ collector }) => collector ?? []))];
  await tx.send({ name: 'lock-teams', text: LOCK_TEAMS, values: [regions, collectors] });
  const taskIds = tasks.map(({ taskId }) => taskId);
  const work = await readWork(tx, { taskIds, regions, named: collectors }, now);
  const turns = new Map(work.turns);
  const given = tasks.flatMap(({ taskId, collector: named, from = null }): AssignmentToWrite[] => {
    const task = work.tasks.find((one) => one.taskId === taskId);
    if (!task) return [];
    const { collector, why } = assign({ ...task, named }, work.people, work.rules, work.now);
    if (collector) {
      collector.openTasks += 1;
      collector.turn = (turns.get(collector.teamId) ?? 0) + 1;
      turns.set(collector.teamId, collector.turn);
    }
    return [{ taskId, region: task.region, held: null, from, to: collector, why }];
  });
  await writeAssignments(tx, work, given, BY_RULES);
}

// In the order in which decisions lock: customers, then teams, then what is of them.
const LOCK_CUSTOMERS = `
SELECT 1 FROM customers WHERE customer_id IN (
  SELECT k.customer_id FROM tasks t JOIN cases k USING (case_id)
  WHERE t.assignee = ANY($1) AND t.closed_at IS NULL)
ORDER BY customer_id FOR NO KEY UPDATE`;

const LOCK_ALL_TEAMS = 'SELECT 1 FROM teams ORDER BY region FOR UPDATE';

/** Before people change: nobody is given anything, and no task of theirs is decided about, until it is written. */
export async function lockWork(tx: Transaction, userIds: readonly string[]): Promise<void> {
  await tx.send({ text: LOCK_CUSTOMERS, values: [userIds] });
  await tx.send(LOCK_ALL_TEAMS);
}

const LOCK_TEAMS_OF = `
SELECT 1 FROM teams WHERE region = $1 OR team_id IN (SELECT team_id FROM users WHERE user_id = ANY($2))
ORDER BY region FOR UPDATE`;

/**
 * Before tasks of a region go to some people: nobody gives any of them anything meanwhile. Without customers, since tasks
 * that are being decided about are left alone.
 */
export async function lockTeamsOf(
  tx: Transaction,
  { region, userIds }: { region: string; userIds: readonly string[] },
): Promise<void> {
  await tx.send({ text: LOCK_TEAMS_OF, values: [region, userIds] });
}

const NOBODYS = 'Whoever took it from the queue does this work no more.';

// Of what is given on, giveTasks says the rest.
const takeAway = (which: string) => `
WITH taken AS (
  UPDATE tasks t SET assignee = NULL, started_at = NULL, assigned_at = coalesce($2, now()),
    assigned_why = '${JSON.stringify({ words: NOBODYS, leftOut: [] })}'
  FROM users u, cases k
  WHERE t.assignee = ANY($1) AND t.closed_at IS NULL AND u.user_id = t.assignee AND k.case_id = t.case_id AND ${which}
  RETURNING t.task_id, t.for_role, t.due_at, k.region, k.collector, u.user_id
), recorded AS (
  INSERT INTO task_assignments (task_id, from_user, at, by, why)
  SELECT task_id, user_id, coalesce($2, now()), '${BY_RULES}', '${NOBODYS}'
  FROM taken WHERE for_role IS NULL
)
SELECT * FROM taken`;

const OF_THOSE_WHO_LEFT = takeAway('(NOT u.active OR t.for_role <> u.role OR t.team_id <> u.team_id)');
// What was begun with stays with whoever has begun, for they know how far it is.
const NOT_STARTED = takeAway('t.started_at IS NULL AND t.for_role IS NOT NULL');

interface TakenRow {
  task_id: string;
  for_role: string | null;
  due_at: Date;
  region: string;
  collector: string | null;
  user_id: string;
}

/**
 * Open tasks of people who have left, or do other work now, go to others by the rules; those that are nobody's by
 * themselves go back to the queue. Under {@link lockWork}.
 *
 * @param now epoch milliseconds, business time; absent: the database's clock
 * @returns how many tasks have moved
 */
export function moveWork(tx: Transaction, userIds: readonly string[], now?: number): Promise<number> {
  return giveOn(tx, OF_THOSE_WHO_LEFT, userIds, now);
}

/** Open tasks that somebody who is absent has not begun with go to others. Under {@link lockWork}. @returns how many */
export function moveNotStarted(tx: Transaction, userId: string, now: number): Promise<number> {
  return giveOn(tx, NOT_STARTED, [userId], now);
}

async function giveOn(
  tx: Transaction,
  text: string,
  userIds: readonly string[],
  now: number | undefined,
): Promise<number> {
  const values = [userIds, now === undefined ? null : new Date(now)];
  const { rows } = await tx.query<TakenRow>({ text, values });
  const toGive = rows
    .filter((row) => row.for_role !== null)
    .sort((a, b) => a.due_at.getTime() - b.due_at.getTime() || (a.task_id < b.task_id ? -1 : 1))
    .map(({ task_id: taskId, region, collector, user_id: from }) => ({ taskId, region, collector, from }));
  await giveTasks(tx, toGive, now);
  return rows.length;
}
