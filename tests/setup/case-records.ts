import type { Pool } from '../../db/client.ts';
import type { ContactStatus } from '../../domain/contact/ledger.ts';
import { formatInstant } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { ZONE } from '../domain/fixtures.ts';

/** What the database says of a loan's cases: what tests look at. */

export interface TimelineRow {
  caseId: string;
  sequence: number;
  /** Beijing, to the minute: `2026-11-02 08:07` */
  at: string;
  atMs: number;
  type: string;
  actor: string;
  data: Record<string, unknown>;
  why: string;
}

/** @returns an instant as tests write it: Beijing, to the minute */
export function minuteOf(atMs: number): string {
  return formatInstant(atMs, ZONE).slice(0, 16);
}

/** @returns the timeline of all cases of the loan, in order */
export async function timelineOf(pool: Pool, loanId: LoanId): Promise<TimelineRow[]> {
  const { rows } = await pool.query<{
    case_id: string;
    sequence: number;
    at: Date;
    type: string;
    actor: string;
    data: Record<string, unknown>;
    why: string;
  }>(
    `SELECT t.* FROM timeline t JOIN cases USING (case_id) WHERE loan_id = $1
     ORDER BY case_id, t.sequence, entry`,
    [loanId],
  );
  return rows.map(({ case_id: caseId, at, ...row }) => ({
    ...row,
    caseId,
    at: minuteOf(at.getTime()),
    atMs: at.getTime(),
  }));
}

export interface ContactRow {
  contactId: string;
  caseId: string;
  rung: number | null;
  channel: string;
  purpose: string;
  script: string;
  status: ContactStatus;
  /** Beijing, to the minute, of the reservation */
  at: string;
  atMs: number;
  detail: string | null;
  /** messages with its id in the sandbox */
  messages: number;
}

/** @returns the ledger of the loan, in order, with what is in the sandbox */
export async function contactsOf(pool: Pool, loanId: LoanId): Promise<ContactRow[]> {
  const { rows } = await pool.query<Omit<ContactRow, 'at' | 'atMs'> & { reservedAt: Date }>(
    `SELECT contact_id AS "contactId", case_id AS "caseId", rung, channel, purpose, script, status, detail,
       reserved_at AS "reservedAt",
       (SELECT count(*)::int FROM sandbox_messages m WHERE m.contact_id = c.contact_id) AS messages
     FROM contacts c WHERE loan_id = $1 ORDER BY reserved_at, contact_id`,
    [loanId],
  );
  return rows.map(({ reservedAt, ...row }) => ({
    ...row,
    at: minuteOf(reservedAt.getTime()),
    atMs: reservedAt.getTime(),
  }));
}

export interface CaseRow {
  caseId: string;
  sequence: number;
  stage: string;
  tier: string;
  closeReason: string | null;
}

/** @returns the loan's cases, oldest first */
export async function casesOf(pool: Pool, loanId: LoanId): Promise<CaseRow[]> {
  const { rows } = await pool.query<CaseRow>(
    `SELECT case_id AS "caseId", sequence, stage, tier, close_reason AS "closeReason" FROM cases
     WHERE loan_id = $1 ORDER BY opened_at, case_id`,
    [loanId],
  );
  return rows;
}

/** Puts a payment into the books; tells nobody. */
export async function bookPayment(
  pool: Pool,
  payment: { id: string; loanId: LoanId; amountMinor: number; paidAtMs: number },
): Promise<void> {
  const { id, loanId, amountMinor, paidAtMs } = payment;
  await pool.query(
    `INSERT INTO payments (payment_id, loan_id, paid_at, amount_minor, currency, channel)
     VALUES ($1, $2, $3, $4, 'CNY', 'bank') ON CONFLICT DO NOTHING`,
    [id, loanId, new Date(paidAtMs), amountMinor],
  );
}

/** Gives the customer of a seeded loan an internal rating: the lower, the higher the risk. */
export async function rate(pool: Pool, loanId: LoanId, score: number): Promise<void> {
  await pool.query(
    `INSERT INTO external_ratings (customer_id, source, as_of, score)
     SELECT customer_id, 'internal', '2026-01-01', $2 FROM loans WHERE loan_id = $1`,
    [loanId, score],
  );
}
