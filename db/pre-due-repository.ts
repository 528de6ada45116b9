import type { IsoDate } from '../domain/calendar.ts';
import type { LegalHold } from '../domain/case/hold.ts';
import type { PreDueFacts, PreDueReminder } from '../domain/daily/pre-due.ts';
import type { ContactId, CustomerId, LoanId } from '../domain/ids.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import type { Pool } from './client.ts';
import { legalHoldJson } from './legal-hold-json.ts';
import { LEDGER_MS, type ContactStatus } from '../domain/contact/ledger.ts';
import type { ContactStanding } from '../domain/contact/standing.ts';
import { ledgerSql, optedOutSql, toStanding, wishesSql, type StandingRow } from './contact-standing.ts';
import type { Transaction } from './transaction.ts';

/** A loan that may be reminded before its due date, with what the gate and the message need. */
export interface PreDueCandidate extends PreDueFacts {
  loanId: LoanId;
  customerId: CustomerId;
  jurisdiction: string;
  lenderRole: 'first_party' | 'third_party';
  currency: string;
  /** IANA zone where the customer is */
  customerZone: string;
  language: string;
  name: string;
  consents: Channel[];
  /** encrypted addresses that are usable */
  phone: string | null;
  email: string | null;
}

interface Row {
  loan_id: LoanId;
  customer_id: CustomerId;
  jurisdiction: string;
  lender_role: 'first_party' | 'third_party';
  currency: string;
  timezone: string;
  language: string;
  name: string;
  consents: Channel[];
  phone: string | null;
  email: string | null;
  direct_debit: boolean;
  gone: boolean;
  schedule: [dueOn: string, amountMinor: number][];
  paid_minor: string;
}

// Direct debit is a column of the bank's own that an import keeps: any way of saying yes counts.
const CANDIDATES = `
SELECT l.loan_id, l.customer_id, l.jurisdiction, l.lender_role, l.currency, c.timezone, c.language, c.name,
  ARRAY(SELECT channel FROM consents WHERE customer_id = c.customer_id AND granted) AS consents,
  (SELECT value FROM contact_points WHERE customer_id = c.customer_id AND kind = 'phone' AND usable
    ORDER BY contact_point_id LIMIT 1) AS phone,
  (SELECT value FROM contact_points WHERE customer_id = c.customer_id AND kind = 'email' AND usable
    ORDER BY contact_point_id LIMIT 1) AS email,
  lower(coalesce(l.extra->>'direct_debit', '')) IN ('true', 't', 'yes', 'y', '1') AS direct_debit,
  EXISTS (SELECT 1 FROM loan_changes g WHERE g.loan_id = l.loan_id AND g.change <> 'restructured'
      AND NOT EXISTS (SELECT 1 FROM cases k WHERE k.loan_id = g.loan_id AND k.opened_at > g.reported_at))
    OR coalesce((SELECT close_reason FROM cases WHERE loan_id = l.loan_id
      ORDER BY opened_at DESC, length(case_id) DESC, case_id DESC LIMIT 1) IN ('written-off', 'sold', 'recalled'), false)
    AS gone,
  (SELECT json_agg(json_build_array(due_on, principal_due_minor + interest_due_minor + fee_due_minor)
      ORDER BY due_on, number) FROM instalments WHERE loan_id = l.loan_id AND due_on <= $2::date) AS schedule,
  (SELECT coalesce(sum(amount_minor), 0) FROM payments WHERE loan_id = l.loan_id AND paid_at <= $5) AS paid_minor
FROM loans l JOIN customers c USING (customer_id)
WHERE c.region = $1 AND l.loan_id > $3
  AND EXISTS (SELECT 1 FROM instalments i WHERE i.loan_id = l.loan_id AND i.due_on = $2::date)
  AND NOT EXISTS (SELECT 1 FROM pre_due_reminders r WHERE r.loan_id = l.loan_id AND r.due_on = $2::date)
  AND NOT EXISTS (SELECT 1 FROM cases k WHERE k.loan_id = l.loan_id AND k.closed_at IS NULL)
ORDER BY l.loan_id LIMIT $4`;

const RESERVE = `
WITH decided AS (
  INSERT INTO pre_due_reminders (loan_id, due_on, decided_at, amount_minor, contact_id, rules)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING loan_id
), reserved AS (
  INSERT INTO contacts (contact_id, reserved_at, customer_id, loan_id, channel, purpose, script, rules, status, sending_at)
  SELECT $5, $3, $7, loan_id, $8, 'pre-due', 'due-soon', to_jsonb($6::text[]), 'sending', $3 FROM decided
  WHERE $5::text IS NOT NULL
)
SELECT 1 FROM decided`;

const STANDING = `
SELECT ${ledgerSql('$1', '$3')} AS ledger, ${optedOutSql('$1')} AS opted_out, ${wishesSql('$1')} AS wishes,
  (SELECT coalesce(json_agg(${legalHoldJson('h')} ORDER BY h.since_at, h.hold_id), '[]') FROM customer_holds h
   WHERE h.customer_id = $1 AND (h.loan_id IS NULL OR h.loan_id = $2) AND h.ended_at IS NULL) AS holds`;

/** Reminders before the due date, each decided once. */
export class PreDueRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns the jurisdictions of the region's loans, in order */
  async jurisdictions(region: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ jurisdiction: string }>(
      `SELECT DISTINCT l.jurisdiction FROM loans l JOIN customers c USING (customer_id) WHERE c.region = $1 ORDER BY 1`,
      [region],
    );
    return rows.map((row) => row.jurisdiction);
  }

  /**
   * @param dueOn the due date to be reminded of
   * @param now epoch milliseconds
   * @returns loans with an instalment on that date that nothing was decided about yet, in order of loan id
   */
  async candidates(
    { region, dueOn, after, limit }: { region: string; dueOn: IsoDate; after: string; limit: number },
    now: number,
  ): Promise<PreDueCandidate[]> {
    const { rows } = await this.pool.query<Row>(CANDIDATES, [region, dueOn, after, limit, new Date(now)]);
    return rows.map((row) => ({
      loanId: row.loan_id,
      customerId: row.customer_id,
      jurisdiction: row.jurisdiction,
      lenderRole: row.lender_role,
      currency: row.currency,
      customerZone: row.timezone,
      language: row.language,
      name: row.name,
      consents: row.consents,
      phone: row.phone,
      email: row.email,
      directDebit: row.direct_debit,
      gone: row.gone,
      instalments: row.schedule.map(([due, amountMinor]) => ({ dueOn: due, amountMinor })),
      paidMinor: Number(row.paid_minor),
    }));
  }

  /** @returns what the gate has to know of the customer now, who is locked by the caller; holds that reach the loan */
  async standing(
    tx: Transaction,
    { customerId, loanId }: Pick<PreDueCandidate, 'customerId' | 'loanId'>,
    now: number,
  ): Promise<ContactStanding & { holds: LegalHold[] }> {
    const { rows } = await tx.query<StandingRow & { holds: LegalHold[] }>({
      name: 'standing-of-customer',
      text: STANDING,
      values: [customerId, loanId, new Date(now - LEDGER_MS)],
    });
    const [row] = rows;
    if (!row) throw new Error('a query without a table has one row');
    return { ...toStanding(row), holds: row.holds };
  }

  /**
   * Records what was decided and, where a channel is given, takes the contact into the ledger as on its way out.
   *
   * @returns false when it was decided before
   */
  async decide(
    tx: Transaction,
    candidate: Pick<PreDueCandidate, 'loanId' | 'customerId'>,
    reminder: PreDueReminder,
    decision: { contactId: ContactId | null; channel: Channel | null; rules: readonly string[] },
    now: number,
  ): Promise<boolean> {
    const { rows } = await tx.query({
      text: RESERVE,
      values: [
        candidate.loanId,
        reminder.dueOn,
        new Date(now),
        reminder.amountMinor,
        decision.contactId,
        decision.rules,
        candidate.customerId,
        decision.channel,
      ],
    });
    return rows.length > 0;
  }

  /** Records how a reminder ended; what is concluded already stays as it is. */
  async conclude(
    contactId: ContactId,
    status: ContactStatus,
    { ref, detail, scriptVersion }: { ref: string | null; detail?: string; scriptVersion?: number },
    now: number,
  ): Promise<void> {
    await this.pool.query(
      `UPDATE contacts SET status = $2, concluded_at = $3, provider_ref = $4, detail = $5, script_version = $6
       WHERE contact_id = $1 AND concluded_at IS NULL`,
      [contactId, status, new Date(now), ref, detail ?? null, scriptVersion ?? null],
    );
  }

  /** A reminder that no channel has taken: nothing was decided about it, and the ledger says why. */
  async undo(loanId: LoanId, dueOn: IsoDate, contactId: ContactId, now: number): Promise<void> {
    await this.pool.query(
      `WITH undone AS (DELETE FROM pre_due_reminders WHERE loan_id = $1 AND due_on = $2)
       UPDATE contacts SET status = 'failed', concluded_at = $4, detail = 'the channel took no messages; tried again'
       WHERE contact_id = $3 AND concluded_at IS NULL`,
      [loanId, dueOn, contactId, new Date(now)],
    );
  }

  /** @returns reminders of that due date that were on their way out when a worker died */
  async unfinished(region: string, dueOn: IsoDate): Promise<{ contactId: ContactId; channel: Channel }[]> {
    const { rows } = await this.pool.query<{ contact_id: ContactId; channel: Channel }>(
      `SELECT k.contact_id, k.channel FROM pre_due_reminders r JOIN contacts k USING (contact_id)
       JOIN customers c ON c.customer_id = k.customer_id
       WHERE r.due_on = $2 AND c.region = $1 AND k.status = 'sending' ORDER BY k.contact_id`,
      [region, dueOn],
    );
    return rows.map((row) => ({ contactId: row.contact_id, channel: row.channel }));
  }
}
