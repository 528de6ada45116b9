import type { CallOutcome } from '../domain/case/call-outcomes.ts';
import type { ReplyWish } from '../domain/case/events/replies.ts';
import type { ContactStatus } from '../domain/contact/ledger.ts';
import type { ContactId, LoanId } from '../domain/ids.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import type { Pool } from './client.ts';
import type { FieldEncryption } from './field-encryption.ts';
import { inTransaction } from './transaction.ts';

/** A contact that somebody reports of. */
export interface ReportedContact {
  contactId: ContactId;
  reservedAt: Date;
  customerId: string;
  loanId: LoanId;
  /** null: before anything was overdue */
  caseId: string | null;
  channel: Channel;
  status: ContactStatus;
  providerRef: string | null;
  customerName: string;
  /** IANA zone where the customer is */
  zone: string;
  jurisdiction: string;
}

export interface ProviderReport {
  providerRef: string;
  status: string;
  /** see domain/contact/delivery-status.ts */
  rank: number;
  errorCode?: number | undefined;
  answeredBy?: string | undefined;
  /** what the ledger is to say of it */
  ledger: { failed?: true | undefined; outcome?: CallOutcome | undefined; detail?: string | undefined };
}

/** What a customer has written or pressed. */
export interface InboundMessage {
  messageId: string;
  channel: Channel;
  customerId: string | null;
  loanId: LoanId | null;
  address: string;
  body: string;
  meaning: ReplyWish;
}

/** Where a number leads: whose it is, and the loans of theirs with an open case, the one written about last first. */
export interface NumberOwners {
  customers: { customerId: string; language: string; zone: string }[];
  openCases: { loanId: LoanId; customerId: string; currency: string }[];
}

const CONTACT = `
SELECT c.contact_id AS "contactId", c.reserved_at AS "reservedAt", c.customer_id AS "customerId", c.loan_id AS "loanId",
  c.case_id AS "caseId", c.channel, c.status, c.provider_ref AS "providerRef", u.name AS "customerName",
  u.timezone AS zone, l.jurisdiction
FROM contacts c JOIN customers u USING (customer_id) JOIN loans l USING (loan_id) WHERE c.contact_id = $1`;

const OPEN_CASES = `
SELECT k.loan_id AS "loanId", k.customer_id AS "customerId", k.currency
FROM cases k LEFT JOIN LATERAL (SELECT max(reserved_at) AS at FROM contacts c
  WHERE c.customer_id = k.customer_id AND c.loan_id = k.loan_id AND c.channel = $2) last ON true
WHERE k.customer_id = ANY($1) AND k.closed_at IS NULL ORDER BY last.at DESC NULLS LAST, k.opened_at DESC, k.loan_id`;

// A final status is never left again, and one that was overtaken says nothing new.
const REPORT = `
INSERT INTO delivery_reports (contact_id, provider_ref, status, rank, error_code, answered_by, at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (contact_id) DO UPDATE SET status = excluded.status, rank = excluded.rank,
  error_code = excluded.error_code, answered_by = excluded.answered_by, at = excluded.at
WHERE delivery_reports.provider_ref = excluded.provider_ref AND delivery_reports.rank < excluded.rank`;

// What was not known to have arrived has, since it is reported of; what has reached nobody does not count.
const LEDGER = `
UPDATE contacts SET
  status = CASE WHEN $3 AND status IN ('sent', 'unknown') THEN 'failed' WHEN status = 'unknown' THEN 'sent' ELSE status END,
  provider_ref = coalesce(provider_ref, $4), outcome = coalesce($5, outcome), detail = coalesce($6, detail)
WHERE contact_id = $1 AND reserved_at = $2`;

/** What providers report, and what customers write: each read once, whatever the order it comes in. */
export class CallbackRepository {
  private readonly pool: Pool;
  private readonly encryption: FieldEncryption;

  constructor(pool: Pool, encryption: FieldEncryption) {
    this.pool = pool;
    this.encryption = encryption;
  }

  async contact(contactId: string): Promise<ReportedContact | undefined> {
    const query = { name: 'reported-contact', text: CONTACT, values: [contactId] };
    const { rows } = await this.pool.query<ReportedContact>(query);
    return rows[0];
  }

  /**
   * Keeps what is reported, and changes the ledger by it.
   *
   * @param now epoch milliseconds, business time
   * @returns `repeated` when this very status is the last one known, `overtaken` when a later or a final one is
   */
  async report(
    { contactId, reservedAt }: Pick<ReportedContact, 'contactId' | 'reservedAt'>,
    { providerRef, status, rank, errorCode, answeredBy, ledger }: ProviderReport,
    now: number,
  ): Promise<'new' | 'repeated' | 'overtaken'> {
    return inTransaction(this.pool, async (tx) => {
      const kept = await tx.query({
        name: 'keep-report',
        text: `${REPORT} RETURNING 1`,
        values: [contactId, providerRef, status, rank, errorCode ?? null, answeredBy ?? null, new Date(now)],
      });
      if (kept.rows.length === 0) {
        const { rows } = await tx.query({
          name: 'is-repeated',
          text: `SELECT 1 FROM delivery_reports WHERE contact_id = $1 AND provider_ref = $2 AND status = $3`,
          values: [contactId, providerRef, status],
        });
        return rows.length > 0 ? 'repeated' : 'overtaken';
      }
      const { failed = false, outcome = null, detail = null } = ledger;
      await tx.query({
        name: 'report-to-ledger',
        text: LEDGER,
        values: [contactId, reservedAt, failed, providerRef, outcome, detail],
      });
      return 'new';
    });
  }

  /** @param ways in which the number may be on file @returns how many of the customer's numbers are not used again */
  async retireNumber(customerId: string, ways: readonly string[]): Promise<number> {
    const { rowCount } = await this.pool.query({
      name: 'retire-number',
      text: `UPDATE contact_points SET usable = false
             WHERE customer_id = $1 AND kind = 'phone' AND value_hash = ANY($2) AND usable`,
      values: [customerId, this.hashes(ways)],
    });
    return rowCount ?? 0;
  }

  /** @param ways in which the number may be on file */
  async ownersOf(ways: readonly string[], channel: Channel): Promise<NumberOwners> {
    const { rows: customers } = await this.pool.query<NumberOwners['customers'][number]>({
      name: 'owners-of-number',
      text: `SELECT DISTINCT u.customer_id AS "customerId", u.language, u.timezone AS zone
             FROM contact_points p JOIN customers u USING (customer_id)
             WHERE p.kind = 'phone' AND p.value_hash = ANY($1) ORDER BY 1`,
      values: [this.hashes(ways)],
    });
    if (customers.length === 0) return { customers, openCases: [] };
    const { rows: openCases } = await this.pool.query<NumberOwners['openCases'][number]>({
      name: 'open-cases-by-contact',
      text: OPEN_CASES,
      values: [customers.map(({ customerId }) => customerId), channel],
    });
    return { customers, openCases };
  }

  /** @returns loans of the customer with an open case, the one last contacted by the channel first */
  async openCasesOf(customerId: string, channel: Channel): Promise<NumberOwners['openCases']> {
    const query = { name: 'open-cases-by-contact', text: OPEN_CASES, values: [[customerId], channel] };
    return (await this.pool.query<NumberOwners['openCases'][number]>(query)).rows;
  }

  /** @param now epoch milliseconds, business time @returns false when it was kept before */
  async keepInbound(message: InboundMessage, now: number): Promise<boolean> {
    const { encryption } = this;
    const { messageId, channel, customerId, loanId, meaning } = message;
    const [address, body] = [encryption.encrypt(message.address), encryption.encrypt(message.body)];
    const { rowCount } = await this.pool.query({
      name: 'keep-inbound',
      text: `INSERT INTO inbound_messages (message_id, channel, customer_id, loan_id, address, body, meaning, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      values: [messageId, channel, customerId, loanId, address, body, meaning, new Date(now)],
    });
    return (rowCount ?? 0) > 0;
  }

  /** @returns what was written, for whoever is to answer it */
  async inbound(messageId: string): Promise<(Omit<InboundMessage, 'address'> & { at: Date }) | undefined> {
    const { rows } = await this.pool.query<Omit<InboundMessage, 'address'> & { at: Date }>({
      name: 'find-inbound',
      text: `SELECT message_id AS "messageId", channel, customer_id AS "customerId", loan_id AS "loanId", body, meaning, at
             FROM inbound_messages WHERE message_id = $1`,
      values: [messageId],
    });
    const [row] = rows;
    return row && { ...row, body: this.encryption.decrypt(row.body) };
  }

  private hashes(ways: readonly string[]): string[] {
    return ways.map((way) => this.encryption.hash(way));
  }
}
