import type { LoanId } from '../domain/ids.ts';
import type { Pool } from './client.ts';

/** An event that a core system reports about a loan. */
export interface ReportedEvent {
  loanId: LoanId;
  eventId: string;
}

/** What the books know about reported events and their loans. */
export class ReportedEvents {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns the currency of each of these loans that exists */
  async currencies(loanIds: readonly LoanId[]): Promise<Map<LoanId, string>> {
    const { rows } = await this.pool.query<{ loan_id: LoanId; currency: string }>({
      name: 'loan-currencies',
      text: 'SELECT loan_id, currency FROM loans WHERE loan_id = ANY($1)',
      values: [loanIds],
    });
    return new Map(rows.map((row) => [row.loan_id, row.currency]));
  }

  /** @returns those that a case of the loan has dealt with already, in order; a repeat need not be sent again */
  async handled(events: readonly ReportedEvent[]): Promise<ReportedEvent[]> {
    const { rows } = await this.pool.query<ReportedEvent>({
      name: 'handled-events',
      text: `SELECT k.loan_id AS "loanId", e.event_id AS "eventId"
             FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS q(loan_id, event_id, n)
             JOIN cases k USING (loan_id)
             JOIN case_events e ON e.case_id = k.case_id AND e.event_id = q.event_id
             ORDER BY q.n`,
      values: [events.map((event) => event.loanId), events.map((event) => event.eventId)],
    });
    return rows;
  }
}
