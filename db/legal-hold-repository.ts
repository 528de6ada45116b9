import type { MadeDecision } from './decision-repository.ts';
import type { Transaction } from './transaction.ts';

/** What decisions leave behind for the customer: rare, so in statements of their own inside the same transaction. */

const WRITE_HOLDS = `
INSERT INTO customer_holds (hold_id, customer_id, loan_id, kind, channels, since_at, until_at, review, owner, task_id,
  period, changed_by, ended_at, ended_why)
SELECT x.hold_id, x.customer_id, x.loan_id, x.kind, x.channels, to_timestamp(x.since_ms / 1000),
  to_timestamp(x.until_ms / 1000), x.review, x.owner, x.task_id, x.period, x.changed_by,
  CASE WHEN x.ended_why IS NOT NULL THEN $2::timestamptz END, x.ended_why
FROM jsonb_to_recordset($1::jsonb) AS x(hold_id text, customer_id text, loan_id text, kind text, channels jsonb,
  since_ms double precision, until_ms double precision, review boolean, owner text, task_id text, period jsonb,
  changed_by text, ended_why text)
ON CONFLICT (hold_id) DO UPDATE SET channels = excluded.channels, until_at = excluded.until_at,
  review = excluded.review, owner = excluded.owner, task_id = excluded.task_id, period = excluded.period,
  changed_by = excluded.changed_by, ended_at = excluded.ended_at, ended_why = excluded.ended_why
WHERE customer_holds.ended_at IS NULL`;

// The task is not one that closes with the case: a complaint has to be answered all the same.
const WRITE_COMPLAINTS = `
WITH input AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(complaint_id text, case_id text, customer_id text, loan_id text,
    task_id text, about text, subject text, received_on date, due_ms double precision, citation text,
    reported_by text, summary text)
), complaints_written AS (
  INSERT INTO complaints (complaint_id, case_id, customer_id, loan_id, about, subject, received_on, due_at, citation,
    reported_by, recorded_at)
  SELECT complaint_id, case_id, customer_id, loan_id, about, subject, received_on, to_timestamp(due_ms / 1000),
    citation, reported_by, $2 FROM input
)
INSERT INTO tasks (task_id, case_id, kind, summary, opened_at, due_at)
SELECT task_id, case_id, 'complaint-answer', summary, $2, to_timestamp(due_ms / 1000) FROM input`;

/** @param now epoch milliseconds, business time */
export async function writeLegalHolds(
  tx: Transaction,
  made: readonly MadeDecision[],
  now: number,
): Promise<void> {
  // One statement touches a row once: the last word of a decision on a hold is what counts.
  const holds = new Map<string, object>();
  for (const { state, decision } of made) {
    for (const { hold, changedBy, endedWhy } of decision.legalHolds ?? []) {
      holds.set(hold.holdId, {
        hold_id: hold.holdId,
        customer_id: state.customerId,
        loan_id: hold.scope === 'loan' ? state.loanId : null,
        kind: hold.kind,
        channels: hold.channels ?? null,
        since_ms: hold.sinceMs,
        until_ms: hold.untilMs,
        review: hold.review ?? false,
        owner: hold.owner,
        task_id: hold.taskId ?? null,
        period: hold.period ?? null,
        changed_by: changedBy,
        ended_why: endedWhy ?? null,
      });
    }
  }
  if (holds.size > 0) {
    await tx.send({
      name: 'write-customer-holds',
      text: WRITE_HOLDS,
      values: [JSON.stringify([...holds.values()]), new Date(now)],
    });
    await writeVulnerability(tx, made);
  }
}

/** Who assigns work, and whoever reads the customer, sees it there: vulnerable is who is held as that. */
async function writeVulnerability(tx: Transaction, made: readonly MadeDecision[]): Promise<void> {
  const changed = made.filter(({ decision }) =>
    decision.legalHolds?.some(({ hold }) => hold.kind === 'vulnerability'),
  );
  if (changed.length === 0) return;
  await tx.send({
    name: 'write-vulnerability',
    text: `UPDATE customers c SET vulnerable = EXISTS (SELECT 1 FROM customer_holds h
             WHERE h.customer_id = c.customer_id AND h.kind = 'vulnerability' AND h.ended_at IS NULL)
           WHERE c.customer_id = ANY($1)`,
    values: [changed.map(({ state }) => state.customerId)],
  });
}

/** @param now epoch milliseconds, business time */
export async function writeComplaints(
  tx: Transaction,
  made: readonly MadeDecision[],
  now: number,
): Promise<void> {
  const complaints = made.flatMap(({ state, decision }) =>
    (decision.complaints ?? []).map((complaint) => ({
      complaint_id: complaint.complaintId,
      case_id: state.caseId,
      customer_id: state.customerId,
      loan_id: state.loanId,
      task_id: complaint.taskId,
      about: complaint.about,
      subject: complaint.subject,
      received_on: complaint.receivedOn,
      due_ms: complaint.dueAtMs,
      citation: complaint.citation,
      reported_by: complaint.reportedBy,
      summary: complaint.summary,
    })),
  );
  if (complaints.length === 0) return;
  await tx.send({
    name: 'write-complaints',
    text: WRITE_COMPLAINTS,
    values: [JSON.stringify(complaints), new Date(now)],
  });
}
