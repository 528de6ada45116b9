import type { Pool } from '../../db/client.ts';
import type { DecisionResult } from '../../domain/case/decision.ts';
import type { LoanId } from '../../domain/ids.ts';

/** What the database says of the decisions of a loan's cases, for tests that look for gaps and doubles. */

/** @returns all decisions of the loan's cases, in order */
export async function decisionsInBooks(pool: Pool, loanId: LoanId): Promise<DecisionResult[]> {
  const { rows } = await pool.query<{ result: DecisionResult }>(
    `SELECT result FROM case_decisions JOIN cases USING (case_id) WHERE loan_id = $1
     ORDER BY case_id, case_decisions.sequence`,
    [loanId],
  );
  return rows.map(({ result }) => result);
}

/** @returns the ids of the events from outside that were handled, as often as they were, sorted */
export async function handledEvents(pool: Pool, loanId: LoanId): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    // The outcome of a delivery is an event too, whose id is that of the contact.
    `SELECT event_id AS id FROM case_events e JOIN cases USING (case_id)
     WHERE loan_id = $1 AND NOT EXISTS (SELECT FROM contacts c WHERE c.contact_id = e.event_id)`,
    [loanId],
  );
  return rows.map(({ id }) => id).sort();
}

/** @returns the ids of the events from outside with an entry on the timeline, as often as they have one, sorted */
export async function eventsOnTimeline(pool: Pool, loanId: LoanId): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT data->>'eventId' AS id FROM timeline JOIN cases USING (case_id)
     WHERE loan_id = $1 AND data ? 'eventId'
       AND NOT EXISTS (SELECT FROM contacts c WHERE c.contact_id = data->>'eventId')`,
    [loanId],
  );
  return rows.map(({ id }) => id).sort();
}

/** @returns decisions whose entries on the timeline are not numbered 1, 2, 3 ..., or that were never made */
export async function gapsOnTimeline(pool: Pool, loanId: LoanId): Promise<number[]> {
  const { rows } = await pool.query<{ sequence: number }>(
    `SELECT t.sequence FROM timeline t JOIN cases k USING (case_id)
       LEFT JOIN case_decisions d ON d.case_id = t.case_id AND d.sequence = t.sequence
     WHERE k.loan_id = $1 GROUP BY t.case_id, t.sequence
     HAVING max(t.entry) <> count(*) OR min(t.entry) <> 1 OR count(d.sequence) <> count(*)`,
    [loanId],
  );
  return rows.map(({ sequence }) => sequence);
}
