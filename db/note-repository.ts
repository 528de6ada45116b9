import type { LoanId } from '../domain/ids.ts';
import type { Pool } from './client.ts';
import { inTransaction } from './transaction.ts';

export interface LateNote {
  loanId: LoanId;
  /** of the request: written once, however often it is asked */
  eventId: string;
  by: string;
  text: string;
}

// The row of the case is locked: two notes at once do not get the same place.
const CLOSED = `
SELECT case_id, sequence FROM cases WHERE loan_id = $1 AND closed_at IS NOT NULL
ORDER BY opened_at DESC, length(case_id) DESC, case_id DESC LIMIT 1 FOR UPDATE`;

const FIRST_TIME = `
INSERT INTO case_events (case_id, event_id, sequence) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`;

const WRITE = `
INSERT INTO timeline (case_id, sequence, entry, at, type, actor, data, why)
SELECT $1, $2, coalesce(max(entry), 0) + 1, $3, 'note', $4, $5, $6 FROM timeline
WHERE case_id = $1 AND sequence = $2`;

/** Notes on cases that have closed: their workflow is over, their timeline goes on. */
export class NoteRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * Writes a note on the loan's newest closed case.
   *
   * @param now epoch milliseconds, business time
   * @returns false when the loan has no closed case
   */
  addToClosed({ loanId, eventId, by, text }: LateNote, now: number): Promise<boolean> {
    return inTransaction(this.pool, async (tx) => {
      const found = await tx.query<{ case_id: string; sequence: number }>({ text: CLOSED, values: [loanId] });
      const [row] = found.rows;
      if (!row) return false;
      const { case_id: caseId, sequence } = row;
      const first = await tx.query({ text: FIRST_TIME, values: [caseId, eventId, sequence] });
      if (first.rows.length > 0) {
        const data = JSON.stringify({ eventId, afterClose: true });
        await tx.send({ text: WRITE, values: [caseId, sequence, new Date(now), by, data, text] });
      }
      return true;
    });
  }
}
