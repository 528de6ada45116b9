import type { LegalId, LoanId } from '../domain/ids.ts';
import type { StaffTask } from '../domain/portfolio/staff-task.ts';
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
  kind: StaffTask;
  assignee: string | null;
  /** of a task of a legal action */
  legalId?: LegalId;
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
  SELECT task_id, loan_id, kind, assignee, legal_id, work->>'script' AS script FROM tasks JOIN cases USING (case_id)
  WHERE tasks.closed_at IS NULL ORDER BY tasks.opened_at, task_id`;

const CASES = `
  SELECT loan_id, case_id, opened_at, close_reason,
    coalesce((result->'state'->>'disputedMinor')::float8, 0) AS disputed
  FROM cases JOIN case_decisions USING (case_id, sequence) ORDER BY opened_at, case_id`;

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

/** @returns the tasks that wait for somebody */
export async function openTasks(pool: Pool): Promise<OpenTask[]> {
  const { rows } = await pool.query<{
    task_id: string;
    loan_id: LoanId;
    kind: StaffTask;
    assignee: string | null;
    legal_id: LegalId | null;
    script: string | null;
  }>(TASKS);
  return rows.map(({ task_id: taskId, loan_id: loanId, kind, assignee, legal_id: legalId, script }) => ({
    ...{ taskId, loanId, kind, assignee },
    ...(legalId !== null && { legalId }),
    ...(script !== null && { script }),
  }));
}

/** @returns all cases there are, those of a loan in order */
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
