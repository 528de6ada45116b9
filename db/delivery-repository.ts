import type { CoveredLoan } from '../domain/case/facts.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { ContactWishes } from '../domain/contact/wishes.ts';
import { PAYMENT_CLOCK_SKEW_MS } from '../domain/delinquency.ts';
import type { ContactPurpose } from '../domain/contact/decide-contact.ts';
import type { ContactId } from '../domain/ids.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import { currentVersionSql } from './script-repository.ts';
import type { Transaction } from './transaction.ts';
import type { ContactStatus } from '../domain/contact/ledger.ts';

/** The ledger row of a contact on its way out, with what its message needs. */
export interface ContactInDelivery {
  contactId: ContactId;
  loanId: string;
  channel: Channel;
  purpose: ContactPurpose;
  script: string;
  /** of the script that is said; null when none is published for the place, or the words are a collector's own */
  scriptVersion: number | null;
  /** status before this call */
  was: ContactStatus;
  /** status now: `sending`, unless it was concluded before or a payment has come in since it was reserved */
  status: ContactStatus;
  customerId: string;
  customerName: string;
  language: string;
  /** IANA zone where the customer is */
  customerZone: string;
  jurisdiction: string;
  lenderRole: 'first_party' | 'third_party';
  secured: boolean;
  /** encrypted; null: none is on file, and post then goes by customer number */
  address: string | null;
  /** of the decision that reserved it */
  state: CaseState;
  /** further loans of the customer that it is about */
  covers: readonly CoveredLoan[];
  wishes: ContactWishes;
}

interface Row {
  contact_id: string;
  loan_id: string;
  channel: Channel;
  purpose: ContactPurpose;
  script: string;
  script_version: number | null;
  was: ContactStatus;
  status: ContactStatus;
  customer_id: string;
  name: string;
  language: string;
  timezone: string;
  jurisdiction: string;
  lender_role: 'first_party' | 'third_party';
  secured: boolean;
  address: string | null;
  state: CaseState;
  covers: CoveredLoan[] | null;
  wishes: ContactWishes | null;
}

// The last look before the message leaves: what was paid since the reservation makes it superfluous, what was taken
// back makes it wrong, and a hold that another case of the customer was told of since forbids it.
const BEGIN_SENDING = `
WITH before AS (
  SELECT c.contact_id, c.reserved_at, c.status, c.purpose, l.jurisdiction, d.result->'state' AS state,
    EXISTS (SELECT 1 FROM customer_holds h WHERE h.customer_id = c.customer_id AND h.ended_at IS NULL
      AND (h.loan_id IS NULL OR h.loan_id = c.loan_id OR c.covers @> jsonb_build_array(jsonb_build_object('loanId', h.loan_id)))
      AND (h.channels IS NULL OR h.channels ? c.channel)
      AND h.since_at > c.reserved_at)
      OR EXISTS (SELECT 1 FROM opt_outs o WHERE o.customer_id = c.customer_id AND o.channel = c.channel
        AND o.ended_at IS NULL AND o.since_at > c.reserved_at) AS held,
    (SELECT coalesce(sum(amount_minor), 0) FROM payments p WHERE p.loan_id = c.loan_id AND p.paid_at <= $5)
      AS paid_minor,
    EXISTS (SELECT 1 FROM jsonb_to_recordset(c.covers) AS v("loanId" text, "paidMinor" bigint)
      WHERE v."paidMinor" <> (SELECT coalesce(sum(amount_minor), 0) FROM payments p
        WHERE p.loan_id = v."loanId" AND p.paid_at <= $5)) AS outdated
  FROM contacts c JOIN case_decisions d ON d.case_id = c.case_id AND d.sequence = $3
    JOIN loans l ON l.loan_id = c.loan_id
  WHERE c.contact_id = $1 AND c.reserved_at = $2
  FOR UPDATE OF c
), after AS (
  UPDATE contacts c SET
    status = CASE WHEN b.status <> 'reserved' THEN b.status
      WHEN b.paid_minor < (b.state->>'paidMinor')::bigint THEN 'superseded'
      WHEN b.paid_minor > (b.state->>'paidMinor')::bigint AND b.purpose <> 'acknowledge' THEN 'superseded'
      WHEN b.outdated THEN 'superseded'
      WHEN b.held THEN 'held'
      ELSE 'sending' END,
    sending_at = coalesce(c.sending_at, $4),
    script_version = CASE b.status WHEN 'reserved' THEN ${currentVersionSql('c.script', 'b.jurisdiction')}
      ELSE c.script_version END
  FROM before b WHERE c.contact_id = $1 AND c.reserved_at = $2
  RETURNING c.*
)
SELECT a.contact_id, a.loan_id, a.channel, a.purpose, a.script, a.script_version, b.status AS was, a.status, a.customer_id, u.name,
  u.language, u.timezone, l.jurisdiction, l.lender_role, l.secured, b.state, a.covers,
  (SELECT wishes FROM contact_wishes w WHERE w.customer_id = a.customer_id) AS wishes,
  (SELECT value FROM contact_points p WHERE p.customer_id = a.customer_id AND p.usable
    AND p.kind = CASE a.channel WHEN 'email' THEN 'email' WHEN 'push' THEN 'push' WHEN 'letter' THEN 'post'
      ELSE 'phone' END
    ORDER BY contact_point_id LIMIT 1) AS address
FROM after a JOIN before b USING (contact_id) JOIN customers u ON u.customer_id = a.customer_id
JOIN loans l ON l.loan_id = a.loan_id`;

/**
 * Moves a reserved contact to `sending`, or to `superseded` when a payment has come in.
 *
 * @param sequence of the decision that reserved it, @param now epoch milliseconds
 * @returns undefined when there is no such contact
 */
export async function beginSending(
  tx: Transaction,
  contact: { contactId: string; reservedAtMs: number; sequence: number },
  now: number,
): Promise<ContactInDelivery | undefined> {
  const { rows } = await tx.query<Row>({
    name: 'begin-sending',
    text: BEGIN_SENDING,
    values: [
      contact.contactId,
      new Date(contact.reservedAtMs),
      contact.sequence,
      new Date(now),
      new Date(now + PAYMENT_CLOCK_SKEW_MS),
    ],
  });
  const [row] = rows;
  if (!row) return undefined;
  return {
    contactId: row.contact_id as ContactId,
    loanId: row.loan_id,
    channel: row.channel,
    purpose: row.purpose,
    script: row.script,
    scriptVersion: row.script_version,
    was: row.was,
    status: row.status,
    customerId: row.customer_id,
    customerName: row.name,
    language: row.language,
    customerZone: row.timezone,
    jurisdiction: row.jurisdiction,
    lenderRole: row.lender_role,
    secured: row.secured,
    address: row.address,
    state: row.state,
    covers: row.covers ?? [],
    wishes: row.wishes ?? {},
  };
}

/** Records how a delivery ended. What is concluded already stays as it is. */
export async function concludeContact(
  tx: Transaction,
  contact: { contactId: string; reservedAtMs: number },
  end: { status: ContactStatus; providerRef?: string; detail?: string },
  now: number,
): Promise<void> {
  await tx.send({
    name: 'conclude-contact',
    text: `UPDATE contacts SET status = $3, concluded_at = $4, provider_ref = $5, detail = $6
           WHERE contact_id = $1 AND reserved_at = $2 AND concluded_at IS NULL`,
    values: [
      contact.contactId,
      new Date(contact.reservedAtMs),
      end.status,
      new Date(now),
      end.providerRef ?? null,
      end.detail ?? null,
    ],
  });
}

/** A contact that no provider has taken, certainly: to be offered again. What was concluded meanwhile stays so. */
export async function releaseContact(
  tx: Transaction,
  contact: { contactId: string; reservedAtMs: number },
): Promise<void> {
  await tx.send({
    name: 'release-contact',
    text: `UPDATE contacts SET status = 'reserved', sending_at = NULL
           WHERE contact_id = $1 AND reserved_at = $2 AND status = 'sending' AND concluded_at IS NULL`,
    values: [contact.contactId, new Date(contact.reservedAtMs)],
  });
}

/** An address that reaches nobody is not used again. @param address encrypted, as it was read */
export async function retireAddress(
  tx: Transaction,
  { customerId, address }: { customerId: string; address: string },
): Promise<void> {
  await tx.send({
    name: 'retire-address',
    text: 'UPDATE contact_points SET usable = false WHERE customer_id = $1 AND value = $2',
    values: [customerId, address],
  });
}
