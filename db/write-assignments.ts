import type { AssignmentWhy } from '../domain/assignment/assign.ts';
import type { Collector } from '../domain/assignment/facts.ts';
import type { Work } from './assignment-reader.ts';
import type { Transaction } from './transaction.ts';

/** Who gets a task from now on. */
export interface AssignmentToWrite {
  taskId: string;
  region: string;
  /** who has it while this is decided; null: the queue */
  held: string | null;
  /** whose it was before; null: nobody's */
  from: string | null;
  /** null: the queue of the region's team */
  to: Collector | null;
  why: AssignmentWhy;
}

// A task that was begun with, or closed, or taken by somebody meanwhile, stays as it is.
const WRITE = `
WITH given AS (
  UPDATE tasks t SET assignee = i.to_user, team_id = i.team_id, assigned_at = $2, assigned_why = i.why
  FROM jsonb_to_recordset($1::jsonb) AS i(task_id text, held text, from_user text, to_user text, team_id text, why jsonb)
  WHERE t.task_id = i.task_id AND t.closed_at IS NULL AND t.started_at IS NULL
    AND t.assignee IS NOT DISTINCT FROM i.held
  RETURNING t.task_id, i.from_user, i.to_user, i.why
), turned AS (
  UPDATE users u SET turn = i.turn FROM jsonb_to_recordset($3::jsonb) AS i(user_id text, turn bigint)
  WHERE u.user_id = i.user_id
), recorded AS (
  INSERT INTO task_assignments (task_id, from_user, to_user, at, by, why)
  SELECT task_id, from_user, to_user, $2, $4, why->>'words' FROM given WHERE from_user IS DISTINCT FROM to_user
)
SELECT task_id FROM given WHERE from_user IS DISTINCT FROM to_user`;

/**
 * Writes who gets what and why, with whose turn it was. Teams are locked.
 *
 * @param by who has it moved; `arrears`: the rules by themselves
 * @returns ids of the tasks that are somebody else's now
 */
export async function writeAssignments(
  tx: Transaction,
  { now, teams, turns }: Pick<Work, 'now' | 'teams' | 'turns'>,
  assignments: readonly AssignmentToWrite[],
  by: string,
): Promise<Set<string>> {
  const lastTurns = new Map<string, number>();
  const rows = assignments.map(({ taskId, region, held, from, to, why }) => {
    if (to) {
      const turn = (turns.get(to.teamId) ?? 0) + 1;
      turns.set(to.teamId, turn);
      lastTurns.set(to.userId, turn);
    }
    const rest = { to_user: to?.userId ?? null, team_id: to?.teamId ?? teams.get(region) ?? null, why };
    return { task_id: taskId, held, from_user: from, ...rest };
  });
  const newTurns = [...lastTurns].map(([userId, turn]) => ({ user_id: userId, turn }));
  const written = await tx.query<{ task_id: string }>({
    name: 'write-assignments',
    text: WRITE,
    values: [JSON.stringify(rows), new Date(now), JSON.stringify(newTurns), by],
  });
  return new Set(written.rows.map((row) => row.task_id));
}
