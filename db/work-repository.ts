import type { CallRecord, TaskKind, TaskOpening } from '../domain/case/decision.ts';
import type { MadeDecision } from './decision-repository.ts';
import type { StaffRole } from './schema/people.ts';
import type { Transaction } from './transaction.ts';

/** What decisions leave behind for people who call and write: rare, so in statements of their own. */

/** Whose turn it is to get a task of that kind; the others are for whoever takes them. */
const GIVEN_TO: Partial<Record<TaskKind, StaffRole>> = {
  call: 'collector',
  'find-address': 'collector',
  'call-escalation': 'supervisor',
};

/** @param now epoch milliseconds, business time */
export async function writeWork(tx: Transaction, made: readonly MadeDecision[], now: number): Promise<void> {
  const toGive: ToGive[] = [];
  for (const { state, decision } of made) {
    for (const call of decision.calls ?? []) await writeCall(tx, state, call, now);
    for (const { kind, usable } of decision.addresses ?? []) {
      await tx.send({ ...ADDRESS[`${kind} ${usable}`], values: [state.customerId] });
    }
    const { region } = state;
    for (const { taskId, by } of decision.tasksDeclined ?? []) {
      await tx.send({ name: 'decline-task', text: DECLINE, values: [taskId, by] });
      toGive.push({ taskId, region });
    }
    for (const task of decision.tasksOpened) {
      const forRole = GIVEN_TO[task.kind];
      if (!forRole) continue;
      await describe(tx, task, forRole);
      toGive.push({ taskId: task.taskId, region });
    }
  }
  await give(tx, toGive);
}

interface ToGive {
  taskId: string;
  region: string;
}

const DECLINE = `UPDATE tasks SET declined_by = array_append(coalesce(declined_by, '{}'), $2), started_at = NULL,
  assignee = NULL WHERE task_id = $1 AND closed_at IS NULL`;

async function describe(tx: Transaction, { taskId, work }: TaskOpening, forRole: StaffRole): Promise<void> {
  await tx.send({
    name: 'describe-task',
    text: 'UPDATE tasks SET for_role = $2, work = $3 WHERE task_id = $1',
    values: [taskId, forRole, work ? JSON.stringify(work) : null],
  });
}

// Whoever has waited longest gets the task, and comes last from then on.
const GIVE = `
WITH next AS (
  SELECT u.user_id, u.team_id FROM tasks t, users u JOIN teams m USING (team_id)
  WHERE t.task_id = $1 AND m.region = $2 AND u.active AND u.role = t.for_role
    AND u.user_id <> ALL (coalesce(t.declined_by, '{}'))
  ORDER BY u.turn, u.user_id LIMIT 1
), turned AS (
  UPDATE users u SET turn = (SELECT 1 + max(turn) FROM users WHERE team_id = n.team_id)
  FROM next n WHERE u.user_id = n.user_id
)
UPDATE tasks SET assignee = (SELECT user_id FROM next), team_id = (SELECT team_id FROM teams WHERE region = $2)
WHERE task_id = $1 AND closed_at IS NULL`;

/** A team is locked before its turns are read, in one order everywhere: two tasks at once do not go to one person. */
async function give(tx: Transaction, tasks: readonly ToGive[]): Promise<void> {
  if (tasks.length === 0) return;
  const regions = [...new Set(tasks.map(({ region }) => region))];
  await tx.send({
    name: 'lock-teams',
    text: 'SELECT 1 FROM teams WHERE region = ANY($1) ORDER BY region FOR UPDATE',
    values: [regions],
  });
  for (const { taskId, region } of tasks) {
    await tx.send({ name: 'give-task', text: GIVE, values: [taskId, region] });
  }
}

const BEGIN_CALL = `
INSERT INTO contacts (contact_id, reserved_at, customer_id, loan_id, case_id, rung, channel, purpose, script, rules,
  status, made_by)
VALUES ($1, $2, $3, $4, $5, $6, 'voice', 'collect', $7, $8, 'calling', $9)`;

const END_CALL = `UPDATE contacts SET status = $3, outcome = $4, concluded_at = $5
WHERE contact_id = $1 AND reserved_at = $2 AND concluded_at IS NULL`;

async function writeCall(
  tx: Transaction,
  { customerId, loanId, caseId }: MadeDecision['state'],
  { callId, reservedAtMs, begun, ended }: CallRecord,
  now: number,
): Promise<void> {
  const reservedAt = new Date(reservedAtMs);
  if (begun) {
    const { by, script, rules, rung } = begun;
    const rest = [rung ?? null, script, JSON.stringify(rules), by];
    const values = [callId, reservedAt, customerId, loanId, caseId, ...rest];
    await tx.send({ name: 'begin-call', text: BEGIN_CALL, values });
  }
  if (ended) {
    const values = [callId, reservedAt, ended.status, ended.outcome ?? null, new Date(now)];
    await tx.send({ name: 'end-call', text: END_CALL, values });
  }
}

// The number that is used is the first usable one, wherever one is looked for.
const GIVE_UP_PHONE = `
UPDATE contact_points SET usable = false WHERE contact_point_id = (
  SELECT contact_point_id FROM contact_points WHERE customer_id = $1 AND kind = 'phone' AND usable
  ORDER BY contact_point_id LIMIT 1)`;

const ADDRESS = {
  'phone false': { name: 'give-up-phone', text: GIVE_UP_PHONE },
  'phone true': {
    name: 'use-phones',
    text: `UPDATE contact_points SET usable = true WHERE customer_id = $1 AND kind = 'phone'`,
  },
  'post false': {
    name: 'give-up-post',
    text: 'UPDATE customers SET post_returned = true WHERE customer_id = $1',
  },
  'post true': {
    name: 'use-post',
    text: 'UPDATE customers SET post_returned = false WHERE customer_id = $1',
  },
} as const;
