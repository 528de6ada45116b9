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

/** A payment that the core system takes back: it bounced, or was charged back. */
export interface ReportedReversal {
  paymentId: string;
  /** epoch milliseconds */
  reversedAtMs: number;
  /** as the bank says it */
  reason: string;
}

// A row of its own, that nothing changes any more: by as much less than nothing as the payment was more.
const REVERSE = `
WITH input AS (
  SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS q(payment_id, reversed_at, reason)
), added AS (
  INSERT INTO payments (payment_id, loan_id, amount_minor, currency, paid_at, channel, reverses, reversed_paid_at, extra)
  SELECT 'reversal:' || p.payment_id, p.loan_id, -p.amount_minor, p.currency, q.reversed_at, p.channel,
    p.payment_id, p.paid_at, jsonb_build_object('reason', q.reason)
  FROM input q JOIN payments p USING (payment_id) WHERE p.reverses IS NULL
  ON CONFLICT DO NOTHING RETURNING reverses
)
SELECT reverses AS payment_id FROM added`;

const SAME_REVERSAL = `
SELECT q.payment_id FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS q(payment_id, reversed_at, reason)
JOIN payments r ON r.reverses = q.payment_id AND r.paid_at = q.reversed_at AND r.extra->>'reason' = q.reason`;

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
    return outcomes(
      payments.map(({ paymentId }) => paymentId),
      added,
      same,
    );
  }

  /** @returns of these payments those that are booked, by payment id; a row that takes one back is none */
  async find(paymentIds: readonly string[]): Promise<Map<string, ReportedPayment>> {
    const { rows } = await this.pool.query<Omit<ReportedPayment, 'paidAtMs' | 'amountMinor'> & PaymentRow>(
      `SELECT payment_id AS "paymentId", loan_id AS "loanId", amount_minor, currency, paid_at, channel
       FROM payments WHERE payment_id = ANY($1) AND reverses IS NULL`,
      [paymentIds],
    );
    return new Map(
      rows.map(({ amount_minor: amount, paid_at: paidAt, ...row }) => [
        row.paymentId,
        { ...row, amountMinor: Number(amount), paidAtMs: paidAt.getTime() },
      ]),
    );
  }

  /**
   * Takes payments back. One that was taken back already stays as it is.
   *
   * @param reversals of payments that are booked, each once
   * @returns what became of each, by payment id
   */
  async reverse(reversals: readonly ReportedReversal[]): Promise<Map<string, BookingOutcome>> {
    if (reversals.length === 0) return new Map();
    const values = [
      reversals.map((reversal) => reversal.paymentId),
      reversals.map((reversal) => new Date(reversal.reversedAtMs)),
      reversals.map((reversal) => reversal.reason),
    ];
    const added = await this.ids(REVERSE, values);
    const same = added.size === reversals.length ? added : await this.ids(SAME_REVERSAL, values);
    return outcomes(
      reversals.map(({ paymentId }) => paymentId),
      added,
      same,
    );
  }

  private async ids(text: string, values: unknown[]): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ payment_id: string }>(text, values);
    return new Set(rows.map((row) => row.payment_id));
  }
}

interface PaymentRow {
  amount_minor: string;
  paid_at: Date;
}

function outcomes(ids: string[], added: Set<string>, same: Set<string>): Map<string, BookingOutcome> {
  return new Map(ids.map((id) => [id, added.has(id) ? 'added' : same.has(id) ? 'repeated' : 'conflicting']));
}
