import type { Transaction } from './transaction.ts';

/** Who gets a task: the one place where work is shared out. */

export interface TaskToGive {
  taskId: string;
  /** of its case */
  region: string;
  /** to whom the case was given, and its tasks go first; null: to nobody in particular */
  collector: string | null;
}

// Whoever has waited longest gets the task, and comes last from then on. What nobody can take waits in the queue.
const GIVE = `
WITH next AS (
  SELECT u.user_id, u.team_id FROM tasks t, users u JOIN teams m USING (team_id)
  WHERE t.task_id = $1 AND t.closed_at IS NULL AND t.assignee IS NULL AND u.active AND u.role = t.for_role
    AND (u.user_id = $3 OR m.region = $2 AND m.active)
    AND u.user_id <> ALL (coalesce(t.declined_by, '{}'))
    AND (u.capacity IS NULL
      OR u.capacity > (SELECT count(*) FROM tasks o WHERE o.assignee = u.user_id AND o.closed_at IS NULL))
  ORDER BY (u.user_id = $3) DESC NULLS LAST, u.turn, u.user_id LIMIT 1
), turned AS (
  UPDATE users u SET turn = (SELECT 1 + max(turn) FROM users WHERE team_id = n.team_id)
  FROM next n WHERE u.user_id = n.user_id
)
UPDATE tasks SET assignee = (SELECT user_id FROM next),
  team_id = coalesce((SELECT team_id FROM next), (SELECT team_id FROM teams WHERE region = $2 AND active))
WHERE task_id = $1 AND closed_at IS NULL AND assignee IS NULL`;

const LOCK_TEAMS = `
SELECT 1 FROM teams WHERE region = ANY($1) OR team_id IN (SELECT team_id FROM users WHERE user_id = ANY($2))
ORDER BY region FOR UPDATE`;

/**
 * Gives tasks to people in turn. A team is locked before its turns are read, in one order everywhere: two tasks at
 * once do not go to one person.
 */
export async function giveTasks(tx: Transaction, tasks: readonly TaskToGive[]): Promise<void> {
  if (tasks.length === 0) return;
  const regions = [...new Set(tasks.map(({ region }) => region))];
  const collectors = [...new Set(tasks.flatMap(({ collector }) => collector ?? []))];
  await tx.send({ name: 'lock-teams', text: LOCK_TEAMS, values: [regions, collectors] });
  for (const { taskId, region, collector } of tasks) {
    await tx.send({ name: 'give-task', text: GIVE, values: [taskId, region, collector] });
  }
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

const TAKE_AWAY = `
UPDATE tasks t SET assignee = NULL, started_at = NULL FROM users u, cases k
WHERE t.assignee = ANY($1) AND t.closed_at IS NULL AND u.user_id = t.assignee AND k.case_id = t.case_id
  AND (NOT u.active OR t.for_role <> u.role OR t.team_id <> u.team_id)
RETURNING t.task_id, t.for_role, t.due_at, k.region, k.collector`;

interface TakenRow {
  task_id: string;
  for_role: string | null;
  due_at: Date;
  region: string;
  collector: string | null;
}

/**
 * Open tasks of people who have left, or do other work now, go to the next ones in turn; those that are nobody's by
 * themselves go back to the queue. Under {@link lockWork}.
 *
 * @returns how many tasks have moved
 */
export async function moveWork(tx: Transaction, userIds: readonly string[]): Promise<number> {
  const { rows } = await tx.query<TakenRow>({ text: TAKE_AWAY, values: [userIds] });
  const toGive = rows
    .filter((row) => row.for_role !== null)
    .sort((a, b) => a.due_at.getTime() - b.due_at.getTime() || (a.task_id < b.task_id ? -1 : 1))
    .map(({ task_id: taskId, region, collector }) => ({ taskId, region, collector }));
  await giveTasks(tx, toGive);
  return rows.length;
}
