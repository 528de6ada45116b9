import type { LegalHoldKind } from '../domain/case/hold.ts';
import type { CustomerId, LoanId } from '../domain/ids.ts';
import type { Pool } from './client.ts';
import { inTransaction } from './transaction.ts';

/** What a register or a core system says of a customer, whether a case is open or not. */
export interface DeclaredHold {
  /** of the report: a repeat is the same hold */
  reportId: string;
  customerId: CustomerId;
  kind: Extract<LegalHoldKind, 'bankruptcy' | 'deceased-review'>;
  reportedBy: string;
}

export interface ComplaintAnswer {
  complaintId: string;
  outcome: 'upheld' | 'rejected' | 'partly';
  answer: string;
  by: string;
}

/** Holds of customers and their complaints, as far as they are not part of a case's decision. */
export class CustomerHoldRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * @param eventId of the request that may have changed a hold
   * @returns loans of the same customer with an open case that the change reaches, but for the one that was asked
   */
  async reachedBy(eventId: string, asked: LoanId | null): Promise<LoanId[]> {
    const { rows } = await this.pool.query<{ loan_id: LoanId }>({
      name: 'cases-reached-by-hold',
      text: `SELECT DISTINCT k.loan_id FROM customer_holds h JOIN cases k USING (customer_id)
             WHERE h.changed_by = $1 AND h.loan_id IS NULL AND k.closed_at IS NULL
               AND k.loan_id IS DISTINCT FROM $2 ORDER BY k.loan_id`,
      values: [eventId, asked],
    });
    return rows.map((row) => row.loan_id);
  }

  /**
   * Records a hold of all of the customer's loans. Its review is due at once: the first case that hears of it asks a
   * supervisor, and so does one that opens later. What is declared already is left as it is.
   *
   * @param now epoch milliseconds, business time
   * @returns false when there is no such customer
   */
  async declare({ reportId, customerId, kind, reportedBy }: DeclaredHold, now: number): Promise<boolean> {
    return inTransaction(this.pool, async (tx) => {
      const locked = await tx.query({
        name: 'lock-customer',
        text: 'SELECT 1 FROM customers WHERE customer_id = $1 FOR NO KEY UPDATE',
        values: [customerId],
      });
      if (locked.rows.length === 0) return false;
      await tx.query({
        name: 'declare-hold',
        text: `INSERT INTO customer_holds (hold_id, customer_id, kind, since_at, until_at, review, owner, changed_by)
               VALUES ($1, $2, $3, $4, $4, true, $5, $1) ON CONFLICT DO NOTHING`,
        values: [reportId, customerId, kind, new Date(now), reportedBy],
      });
      return true;
    });
  }

  /**
   * Records the answer and closes its task.
   *
   * @param now epoch milliseconds, business time
   * @returns the loan and how it was answered, at first or before; undefined when there is no such complaint
   */
  async answer(
    { complaintId, outcome, answer, by }: ComplaintAnswer,
    now: number,
  ): Promise<{ loanId: LoanId; outcome: ComplaintAnswer['outcome']; answer: string } | undefined> {
    const { rows } = await this.pool.query<{
      loan_id: LoanId;
      outcome: ComplaintAnswer['outcome'];
      answer: string;
    }>({
      name: 'answer-complaint',
      text: `WITH found AS (SELECT * FROM complaints WHERE complaint_id = $1 FOR UPDATE), answered AS (
               UPDATE complaints c SET answered_at = $2, answered_by = $3, outcome = $4, answer = $5
               FROM found f WHERE c.complaint_id = f.complaint_id AND f.answered_at IS NULL RETURNING c.*
             ), closed AS (
               UPDATE tasks t SET closed_at = $2 FROM answered a
               WHERE t.task_id = a.complaint_id AND t.closed_at IS NULL
             )
             SELECT f.loan_id, coalesce(a.outcome, f.outcome) AS outcome, coalesce(a.answer, f.answer) AS answer
             FROM found f LEFT JOIN answered a USING (complaint_id)`,
      values: [complaintId, new Date(now), by, outcome, answer],
    });
    const [row] = rows;
    return row && { loanId: row.loan_id, outcome: row.outcome, answer: row.answer };
  }
}
