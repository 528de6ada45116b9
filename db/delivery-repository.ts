import type { ArrearsByKind } from '../domain/arrears-by-kind.ts';
import type { CaseState } from '../domain/case/state.ts';
import { PAYMENT_CLOCK_SKEW_MS } from '../domain/delinquency.ts';
import type { ContactPurpose } from '../domain/contact/decide-contact.ts';
import type { ContactId } from '../domain/ids.ts';
import type { Channel, LetterPolicy } from '../domain/strategy/schema.ts';
import type { Transaction } from './transaction.ts';
import type { ContactStatus } from './schema/contacts.ts';

/** The ledger row of a contact on its way out, with what its message needs. */
export interface ContactInDelivery {
  contactId: ContactId;
  loanId: string;
  channel: Channel;
  purpose: ContactPurpose;
  script: string;
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
  /** encrypted; null for post, which goes by customer number */
  address: string | null;
  /** of the decision that reserved it */
  state: CaseState;
  /** what a formal letter quotes; read for it alone */
  formal?: FormalContent;
}

/** What only a formal letter says. */
export interface FormalContent {
  arrears: ArrearsByKind;
  letters: LetterPolicy;
  answerDays: number;
}

interface Row {
  contact_id: string;
  loan_id: string;
  channel: Channel;
  purpose: ContactPurpose;
  script: string;
  was: ContactStatus;
  status: ContactStatus;
  customer_id: string;
  name: string;
  language: string;
  timezone: string;
  jurisdiction: string;
  lender_role: 'first_party' | 'third_party';
  address: string | null;
  state: CaseState;
}

// The last look before the message leaves: what was paid since the reservation makes it superfluous, what was taken
// back makes it wrong, and a hold that another case of the customer was told of since forbids it.
const BEGIN_SENDING = `
WITH before AS (
  SELECT c.contact_id, c.reserved_at, c.status, c.purpose, d.result->'state' AS state,
    EXISTS (SELECT 1 FROM customer_holds h WHERE h.customer_id = c.customer_id AND h.ended_at IS NULL
      AND (h.loan_id IS NULL OR h.loan_id = c.loan_id) AND (h.channels IS NULL OR h.channels ? c.channel)
      AND h.since_at > c.reserved_at) AS held,
    (SELECT coalesce(sum(amount_minor), 0) FROM payments p WHERE p.loan_id = c.loan_id AND p.paid_at <= $5)
      AS paid_minor
  FROM contacts c JOIN case_decisions d ON d.case_id = c.case_id AND d.sequence = $3
  WHERE c.contact_id = $1 AND c.reserved_at = $2
  FOR UPDATE OF c
), after AS (
  UPDATE contacts c SET
    status = CASE WHEN b.status <> 'reserved' THEN b.status
      WHEN b.paid_minor < (b.state->>'paidMinor')::bigint THEN 'superseded'
      WHEN b.paid_minor > (b.state->>'paidMinor')::bigint AND b.purpose <> 'acknowledge' THEN 'superseded'
      WHEN b.held THEN 'held'
      ELSE 'sending' END,
    sending_at = coalesce(c.sending_at, $4)
  FROM before b WHERE c.contact_id = $1 AND c.reserved_at = $2
  RETURNING c.*
)
SELECT a.contact_id, a.loan_id, a.channel, a.purpose, a.script, b.status AS was, a.status, a.customer_id, u.name,
  u.language, u.timezone, l.jurisdiction, l.lender_role, b.state,
  (SELECT value FROM contact_points p WHERE p.customer_id = a.customer_id AND p.usable
    AND p.kind = CASE a.channel WHEN 'email' THEN 'email' ELSE 'phone' END
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
    was: row.was,
    status: row.status,
    customerId: row.customer_id,
    customerName: row.name,
    language: row.language,
    customerZone: row.timezone,
    jurisdiction: row.jurisdiction,
    lenderRole: row.lender_role,
    address: row.channel === 'letter' ? null : row.address,
    state: row.state,
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
