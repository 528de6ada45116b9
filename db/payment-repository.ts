import type { LoanId } from '../domain/ids.ts';
import type { Pool } from './client.ts';

/** A payment as the core system reports it. */
export interface ReportedPayment {
  paymentId: string;
  loanId: LoanId;
  amountMinor: number;
  currency: string;
  /** epoch milliseconds */
  paidAtMs: number;
  channel: string;
}

/** `added`, `repeated` with the same content, or `conflicting`: the id stands for another payment. */
export type BookingOutcome = 'added' | 'repeated' | 'conflicting';

// An import of the same payment may carry more columns; those do not make it another payment.
const BOOK = `
WITH input AS (
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[])
    AS q(payment_id, loan_id, amount_minor, currency, paid_at, channel)
), added AS (
  INSERT INTO payments (payment_id, loan_id, amount_minor, currency, paid_at, channel)
  SELECT * FROM input ON CONFLICT (payment_id) DO NOTHING RETURNING payment_id
)
SELECT payment_id FROM added`;

const SAME = `
SELECT q.payment_id FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[])
  AS q(payment_id, loan_id, amount_minor, currency, paid_at, channel)
JOIN payments p USING (payment_id, loan_id, amount_minor, currency, paid_at, channel)`;

/** The payments in the books. */
export class PaymentRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * Books payments of loans that exist. A payment that is booked already stays as it is.
   *
   * @param payments each id once
   * @returns what became of each, by payment id
   */
  async book(payments: readonly ReportedPayment[]): Promise<Map<string, BookingOutcome>> {
    if (payments.length === 0) return new Map();
    const values = [
      payments.map((payment) => payment.paymentId),
      payments.map((payment) => payment.loanId),
      payments.map((payment) => payment.amountMinor),
      payments.map((payment) => payment.currency),
      payments.map((payment) => new Date(payment.paidAtMs)),
      payments.map((payment) => payment.channel),
    ];
    const added = await this.ids(BOOK, values);
    // Read after the insert: somebody else may have booked the same payment in this moment.
    const same = added.size === payments.length ? added : await this.ids(SAME, values);
    return new Map(
      payments.map(({ paymentId: id }) => [
        id,
        added.has(id) ? 'added' : same.has(id) ? 'repeated' : 'conflicting',
      ]),
    );
  }

  private async ids(text: string, values: unknown[]): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ payment_id: string }>(text, values);
    return new Set(rows.map((row) => row.payment_id));
  }
}
