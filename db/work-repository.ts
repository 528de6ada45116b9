import type { AssignmentWhy } from '../domain/assignment/assign.ts';
import { roleGiven, type StaffRole } from '../domain/assignment/staff.ts';
import type { CallRecord, Reassignment, TaskOpening } from '../domain/case/decision.ts';
import type { MadeDecision } from './decision-repository.ts';
import { giveTasks, type TaskToGive } from './give-tasks.ts';
import { writeScores } from './score-repository.ts';
import type { Transaction } from './transaction.ts';

/** What decisions leave behind for people who call and write: rare, so in statements of their own. */

/** @param now epoch milliseconds, business time */
export async function writeWork(tx: Transaction, made: readonly MadeDecision[], now: number): Promise<void> {
  await writeScores(tx, made, now);
  const toGive: TaskToGive[] = [];
  for (const { state, decision } of made) {
    for (const call of decision.calls ?? []) await writeCall(tx, state, call, now);
    for (const { kind, usable } of decision.addresses ?? []) {
      await tx.send({ ...ADDRESS[`${kind} ${usable}`], values: [state.customerId] });
    }
    const { caseId, region, collector = null } = state;
    if (decision.reassigned) await reassign(tx, caseId, decision.reassigned, now);
    for (const { taskId, by } of decision.tasksDeclined ?? []) {
      await tx.send({ name: 'decline-task', text: DECLINE, values: [taskId, by] });
      toGive.push({ taskId, region, collector, from: by });
    }
    for (const task of decision.tasksOpened) {
      const forRole = roleGiven(task.kind);
      if (!forRole) continue;
      await describe(tx, task, forRole);
      toGive.push({ taskId: task.taskId, region, collector });
    }
  }
  await giveTasks(tx, toGive, now);
}

// Whoever has it by now keeps it.
const DECLINE = `UPDATE tasks SET declined_by = array_append(coalesce(declined_by, '{}'), $2), started_at = NULL,
  assignee = NULL WHERE task_id = $1 AND closed_at IS NULL AND (assignee IS NULL OR assignee = $2)`;

async function describe(tx: Transaction, { taskId, work }: TaskOpening, forRole: StaffRole): Promise<void> {
  await tx.send({
    name: 'describe-task',
    text: 'UPDATE tasks SET for_role = $2, work = $3 WHERE task_id = $1',
    values: [taskId, forRole, work ? JSON.stringify(work) : null],
  });
}

// What the collector has begun with already stays begun.
const REASSIGN = `
WITH of_case AS (
  UPDATE cases SET collector = $2, team_id = $3 WHERE case_id = $1
)
UPDATE tasks SET assignee = $2, team_id = $3, started_at = CASE WHEN assignee = $2 THEN started_at END,
  assigned_at = $4, assigned_why = $5
WHERE case_id = $1 AND closed_at IS NULL AND for_role = 'collector'`;

const RECORD_REASSIGNMENT = `
INSERT INTO task_assignments (task_id, from_user, to_user, at, by, why)
SELECT task_id, assignee, $2, $3, $5, $4 FROM tasks
WHERE case_id = $1 AND closed_at IS NULL AND for_role = 'collector' AND assignee IS DISTINCT FROM $2`;

async function reassign(
  tx: Transaction,
  caseId: string,
  { collector, team, by }: Reassignment,
  now: number,
): Promise<void> {
  const why: AssignmentWhy = { words: `${collector}: a supervisor has given them the case.`, leftOut: [] };
  const at = new Date(now);
  const record = { name: 'record-reassignment', text: RECORD_REASSIGNMENT };
  await tx.send({ ...record, values: [caseId, collector, at, why.words, by] });
  const values = [caseId, collector, team, at, JSON.stringify(why)];
  await tx.send({ name: 'reassign-case', text: REASSIGN, values });
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
