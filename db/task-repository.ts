import type { AssignmentWhy } from '../domain/assignment/assign.ts';
import { URGENCY_HOURS } from '../domain/assignment/urgency.ts';
import type { CallTaskWork } from '../domain/case/decision.ts';
import {
  HOUR_COST_MINOR,
  OTHER_MINUTES,
  UNSCORED_PROBABILITY,
  WORK_MINUTES,
  type Prospect,
} from '../domain/finance/expected-recovery.ts';
import type { CaseId, LoanId, TaskId } from '../domain/ids.ts';
import type { Pool } from './client.ts';

/** A task as those who work on it see it. */
export interface TaskRow {
  taskId: TaskId;
  caseId: CaseId;
  loanId: LoanId;
  /** of the case */
  region: string;
  kind: string;
  summary: string;
  openedAt: Date;
  dueAt: Date;
  team: string | null;
  /** null: in the team's queue, or of nobody */
  assignee: string | null;
  startedAt: Date | null;
  /** when the assignee, or the queue, got it; null: before that was kept */
  assignedAt: Date | null;
  /** why it is the assignee's, or nobody's; null: nothing says so by itself */
  assignedWhy: AssignmentWhy | null;
  work: CallTaskWork | null;
}

/** A task that may be done, with whose it has been. */
export interface TaskHistory {
  task: TaskRow;
  closedAt: Date | null;
  assignments: { from: string | null; to: string | null; at: Date; by: string; why: string }[];
}

/** The task that comes first, and what it is worth. */
export interface NextTask {
  task: TaskRow;
  currency: string;
  prospect: Prospect;
}

export interface TaskFilter {
  assignee?: string | undefined;
  team?: string | undefined;
  kind?: string | undefined;
}

const COLUMNS = `t.task_id AS "taskId", t.case_id AS "caseId", k.loan_id AS "loanId", k.region, t.kind, t.summary,
  t.opened_at AS "openedAt", t.due_at AS "dueAt", t.team_id AS team, t.assignee, t.started_at AS "startedAt",
  t.assigned_at AS "assignedAt", t.assigned_why AS "assignedWhy", t.work`;

/** What the order of tasks goes by: how urgent, and within that what can be expected of the case. */
const WORTH = {
  band: `width_bucket(extract(epoch FROM t.due_at - $2::timestamptz)::float8 / 3600, $3::float8[])`,
  probability: `coalesce(s.probability, ($4::json->>k.tier)::float8)`,
  // As JavaScript rounds, see domain/finance/expected-recovery.ts.
  cost: `floor(coalesce(($5::json->>t.kind)::float8, $6) / 60 * coalesce(($7::json->>k.currency)::float8, 0) + 0.5)`,
};
const RECOVERY = `floor(${WORTH.probability} * k.arrears_minor + 0.5) - ${WORTH.cost}`;
const FROM = `tasks t JOIN cases k USING (case_id) LEFT JOIN case_scores s USING (case_id)`;
const WORTH_COLUMNS = `${COLUMNS}, k.currency, k.arrears_minor::float8 AS "amountMinor",
  ${WORTH.probability} AS probability, ${WORTH.cost} AS "costMinor"`;
const FIRST = `ORDER BY ${WORTH.band}, ${RECOVERY} DESC, t.due_at, t.task_id LIMIT 1`;

// Their own first; then what the queue of their team has for their role, which for supervisors is also what waits for
// a decision in the region. The most urgent of them, then what is worth most.
const NEXT = `
SELECT * FROM (
  (SELECT 1 AS place, ${WORTH_COLUMNS} FROM ${FROM}
   WHERE t.assignee = $1 AND t.closed_at IS NULL
   ${FIRST})
  UNION ALL
  (SELECT 2, ${WORTH_COLUMNS} FROM users u JOIN teams m USING (team_id), ${FROM}
   WHERE u.user_id = $1 AND u.active AND t.assignee IS NULL AND t.closed_at IS NULL
     AND coalesce(t.team_id = u.team_id, k.region = m.region)
     AND (t.for_role = u.role OR t.for_role IS NULL AND u.role = 'supervisor')
     AND u.user_id <> ALL (coalesce(t.declined_by, '{}'))
   ${FIRST})
) AS candidates ORDER BY place LIMIT 1`;

// Whose it was already keeps why it was theirs.
const START = `
WITH before AS (
  SELECT task_id, assignee FROM tasks
  WHERE task_id = $1 AND closed_at IS NULL AND (assignee IS NULL OR assignee = $2) FOR UPDATE
), recorded AS (
  INSERT INTO task_assignments (task_id, to_user, at, by, why)
  SELECT task_id, $2, $3, $2, $4::jsonb->>'words' FROM before WHERE assignee IS NULL
)
UPDATE tasks t SET assignee = $2, started_at = coalesce(t.started_at, $3),
  assigned_at = CASE WHEN b.assignee IS NULL THEN $3 ELSE t.assigned_at END,
  assigned_why = CASE WHEN b.assignee IS NULL THEN $4::jsonb ELSE t.assigned_why END
FROM before b WHERE t.task_id = b.task_id`;

const taken = (by: string): AssignmentWhy => ({ words: `${by}: took it from the queue.`, leftOut: [] });

/** What people have to do. */
export class TaskRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns open tasks, the most urgent first */
  async list(
    { assignee, team, kind }: TaskFilter,
    { after, limit }: { after?: [dueAtMs: number, taskId: string] | undefined; limit: number },
  ): Promise<TaskRow[]> {
    const [dueAtMs, taskId] = after ?? [];
    const { rows } = await this.pool.query<TaskRow>(
      `SELECT ${COLUMNS} FROM tasks t JOIN cases k USING (case_id)
       WHERE t.closed_at IS NULL AND ($1::timestamptz IS NULL OR (t.due_at, t.task_id) > ($1, $2))
         AND ($4::text IS NULL OR t.assignee = $4) AND ($5::text IS NULL OR t.team_id = $5)
         AND ($6::text IS NULL OR t.kind = $6)
       ORDER BY t.due_at, t.task_id LIMIT $3`,
      [dueAtMs === undefined ? null : new Date(dueAtMs), taskId, limit, assignee, team, kind],
    );
    return rows;
  }

  /**
   * @param now epoch milliseconds: how urgent tasks are depends on it
   * @returns the task that somebody should do now; undefined when there is none for them
   */
  async next(userId: string, now: number): Promise<NextTask | undefined> {
    const { rows } = await this.pool.query<TaskRow & Prospect & { place: number; currency: string }>(NEXT, [
      ...[userId, new Date(now), URGENCY_HOURS, JSON.stringify(UNSCORED_PROBABILITY)],
      ...[JSON.stringify(WORK_MINUTES), OTHER_MINUTES, JSON.stringify(HOUR_COST_MINOR)],
    ]);
    if (!rows[0]) return undefined;
    const { place: _, currency, probability, amountMinor, costMinor, ...task } = rows[0];
    return { task, currency, prospect: { probability, amountMinor, costMinor } };
  }

  /** @returns the task while it is open */
  async find(taskId: string): Promise<TaskRow | undefined> {
    const { rows } = await this.pool.query<TaskRow>(
      `SELECT ${COLUMNS} FROM tasks t JOIN cases k USING (case_id) WHERE t.task_id = $1 AND t.closed_at IS NULL`,
      [taskId],
    );
    return rows[0];
  }

  /** @returns the task, be it done or not, and who had it when and why */
  async history(taskId: string): Promise<TaskHistory | undefined> {
    const { rows } = await this.pool.query<TaskRow & { closedAt: Date | null }>(
      `SELECT ${COLUMNS}, t.closed_at AS "closedAt" FROM tasks t JOIN cases k USING (case_id) WHERE t.task_id = $1`,
      [taskId],
    );
    if (!rows[0]) return undefined;
    const { closedAt, ...task } = rows[0];
    const assignments = await this.pool.query<TaskHistory['assignments'][number]>(
      `SELECT from_user AS "from", to_user AS "to", at, by, why FROM task_assignments
       WHERE task_id = $1 ORDER BY assignment_id`,
      [taskId],
    );
    return { task, closedAt, assignments: assignments.rows };
  }

  /** @returns the loan in whose case the call was made; undefined for a call of no case */
  async loanOfCall(callId: string): Promise<LoanId | undefined> {
    const caseId = callId.slice(0, Math.max(0, callId.lastIndexOf('.')));
    const { rows } = await this.pool.query<{ loan_id: LoanId }>(
      'SELECT loan_id FROM cases WHERE case_id = $1',
      [caseId],
    );
    return rows[0]?.loan_id;
  }

  /**
   * Somebody begins with a task: their own, or one of nobody, which is theirs from then on.
   *
   * @returns the task as it is then; undefined when it is closed, or somebody else's
   */
  async start(taskId: string, by: string, now: number): Promise<TaskRow | undefined> {
    const { rowCount } = await this.pool.query(START, [taskId, by, new Date(now), JSON.stringify(taken(by))]);
    return rowCount === 0 ? undefined : this.find(taskId);
  }
}
