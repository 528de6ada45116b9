import type { ComplaintAbout } from '../domain/case/events/legal-holds.ts';
import type { LegalHold } from '../domain/case/hold.ts';
import type { CustomerId, LoanId } from '../domain/ids.ts';
import type { Page } from './case-reader.ts';
import type { Pool } from './client.ts';
import { legalHoldJson } from './legal-hold-json.ts';

/** A hold that was declared for a customer, as long as it stood. */
export interface RecordedHold {
  hold: LegalHold;
  /** null: every loan of the customer */
  loanId: LoanId | null;
  endedAt: Date | null;
  endedWhy: string | null;
}

export interface RecordedComplaint {
  complaintId: string;
  loanId: LoanId;
  caseId: string;
  about: ComplaintAbout;
  subject: string;
  receivedOn: string;
  dueAt: Date;
  /** the rule that sets the deadline */
  citation: string;
  reportedBy: string;
  recordedAt: Date;
  /** who has the task to answer it; null: nobody yet */
  assignee: string | null;
  answeredAt: Date | null;
  answeredBy: string | null;
  outcome: 'upheld' | 'rejected' | 'partly' | null;
  answer: string | null;
}

/** Where a page of a customer's records ends: an instant, epoch milliseconds, and the id beside it. */
export type RecordKey = [atMs: number, id: string];

/** What customers have declared and complained of, for people to read. */
export class CustomerRecordReader {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns whether there is such a customer */
  async exists(customerId: CustomerId): Promise<boolean> {
    const { rowCount } = await this.pool.query('SELECT FROM customers WHERE customer_id = $1', [customerId]);
    return rowCount === 1;
  }

  /** @param standing only those that have not ended @returns holds, oldest first */
  async holds(
    customerId: CustomerId,
    { after, limit, standing }: Page<RecordKey> & { standing: boolean },
  ): Promise<RecordedHold[]> {
    const [atMs, id] = after ?? [null, ''];
    const { rows } = await this.pool.query<RecordedHold>(
      `SELECT ${legalHoldJson('h')} AS hold, h.loan_id AS "loanId", h.ended_at AS "endedAt", h.ended_why AS "endedWhy"
       FROM customer_holds h
       WHERE h.customer_id = $1 AND ($2 = false OR h.ended_at IS NULL)
         AND (h.since_at, h.hold_id) > (coalesce(to_timestamp($3::float8 / 1000), '-infinity'), $4)
       ORDER BY h.since_at, h.hold_id LIMIT $5`,
      [customerId, standing, atMs, id, limit],
    );
    return rows;
  }

  /** @param open only those that are not answered @returns complaints, oldest first */
  async complaints(
    customerId: CustomerId,
    { after, limit, open }: Page<RecordKey> & { open: boolean },
  ): Promise<RecordedComplaint[]> {
    const [atMs, id] = after ?? [null, ''];
    const { rows } = await this.pool.query<RecordedComplaint>(
      `SELECT c.complaint_id AS "complaintId", c.loan_id AS "loanId", c.case_id AS "caseId", c.about, c.subject,
         c.received_on::text AS "receivedOn", c.due_at AS "dueAt", c.citation, c.reported_by AS "reportedBy",
         c.recorded_at AS "recordedAt", t.assignee, c.answered_at AS "answeredAt", c.answered_by AS "answeredBy",
         c.outcome, c.answer
       FROM complaints c LEFT JOIN tasks t ON t.task_id = c.complaint_id
       WHERE c.customer_id = $1 AND ($2 = false OR c.answered_at IS NULL)
         AND (c.recorded_at, c.complaint_id) > (coalesce(to_timestamp($3::float8 / 1000), '-infinity'), $4)
       ORDER BY c.recorded_at, c.complaint_id LIMIT $5`,
      [customerId, open, atMs, id, limit],
    );
    return rows;
  }
}
