import type { TaskKind } from '../domain/case/decision.ts';
import type { LoanId } from '../domain/ids.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import type { Pool } from './client.ts';

/** What people outside the system get to see of it, for those who simulate them. */

export interface DeliveredMessage {
  contactId: string;
  loanId: LoanId;
  channel: Channel;
  purpose: string;
  script: string;
  atMs: number;
}

export interface OpenTask {
  taskId: string;
  loanId: LoanId;
  kind: TaskKind;
  assignee: string | null;
  /** of a call */
  script?: string;
}

export interface CaseGlimpse {
  loanId: LoanId;
  caseId: string;
  openedAtMs: number;
  /** null while it is open */
  closeReason: string | null;
  /** minor units that are in dispute, left out of what is asked for */
  disputedMinor: number;
}

const MESSAGES = `
  SELECT m.contact_id, c.loan_id, m.channel, c.purpose, c.script, m.at
  FROM sandbox_messages m JOIN contacts c USING (contact_id)
  WHERE m.at >= $1 ORDER BY m.at, m.contact_id`;

const TASKS = `
  SELECT task_id, loan_id, kind, assignee, work->>'script' AS script FROM tasks JOIN cases USING (case_id)
  WHERE tasks.closed_at IS NULL AND legal_id IS NULL ORDER BY tasks.opened_at, task_id`;

const CASES = `
  SELECT loan_id, case_id, opened_at, close_reason,
    coalesce((result->'state'->>'disputedMinor')::float8, 0) AS disputed
  FROM cases JOIN case_decisions USING (case_id, sequence) ORDER BY case_id`;

/** @param sinceMs epoch milliseconds, business time @returns what was sent from then on, in order */
export async function messagesSince(pool: Pool, sinceMs: number): Promise<DeliveredMessage[]> {
  const { rows } = await pool.query<{
    contact_id: string;
    loan_id: LoanId;
    channel: Channel;
    purpose: string;
    script: string;
    at: Date;
  }>(MESSAGES, [new Date(sinceMs)]);
  return rows.map((row) => ({
    contactId: row.contact_id,
    loanId: row.loan_id,
    channel: row.channel,
    purpose: row.purpose,
    script: row.script,
    atMs: row.at.getTime(),
  }));
}

/** @returns the tasks of cases that wait for somebody; those of legal actions are for the legal department */
export async function openTasks(pool: Pool): Promise<OpenTask[]> {
  const { rows } = await pool.query<{
    task_id: string;
    loan_id: LoanId;
    kind: TaskKind;
    assignee: string | null;
    script: string | null;
  }>(TASKS);
  return rows.map(({ task_id: taskId, loan_id: loanId, kind, assignee, script }) => ({
    ...{ taskId, loanId, kind, assignee },
    ...(script !== null && { script }),
  }));
}

/** @returns all cases there are */
export async function casesSoFar(pool: Pool): Promise<CaseGlimpse[]> {
  const { rows } = await pool.query<{
    loan_id: LoanId;
    case_id: string;
    opened_at: Date;
    close_reason: string | null;
    disputed: number;
  }>(CASES);
  return rows.map((row) => ({
    loanId: row.loan_id,
    caseId: row.case_id,
    openedAtMs: row.opened_at.getTime(),
    closeReason: row.close_reason,
    disputedMinor: row.disputed,
  }));
}
