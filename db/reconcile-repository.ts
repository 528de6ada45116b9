import type { ContactId, LoanId } from '../domain/ids.ts';
import { LEDGER_MS } from '../domain/contact/ledger.ts';
import { ASKED_FOR_MS, nextInquiryMs, type OpenEnd, type Reconciled } from '../domain/contact/reconcile.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import type { Pool } from './client.ts';
import { inTransaction } from './transaction.ts';

/** A contact of which the ledger does not know what became of it. */
export interface OpenContact {
  contactId: ContactId;
  reservedAt: Date;
  loanId: LoanId;
  /** null: before anything was overdue */
  caseId: string | null;
  channel: Channel;
  status: OpenEnd;
  /** times that its channel could not tell */
  asked: number;
  /** the case is the loan's newest: a workflow that runs for the loan is its own */
  newest: boolean;
}

/** How long after its last sign of life nobody can be at work on a contact any more, real milliseconds. */
export interface OverAfter {
  /** of a case */
  deliveryMs: number;
  /** of a reminder before the due date */
  reminderMs: number;
  /** of a call that a person makes */
  callMs: number;
}

/** Where in the ledger a round is. */
export type Place = Pick<OpenContact, 'reservedAt' | 'contactId'>;

// Calls that people make have no channel to ask once they are concluded.
const OPEN = `
SELECT c.contact_id AS "contactId", c.reserved_at AS "reservedAt", c.loan_id AS "loanId", c.case_id AS "caseId",
  c.channel, c.status, coalesce(q.asked, 0) AS asked,
  coalesce(c.case_id = (SELECT case_id FROM cases WHERE loan_id = c.loan_id
    ORDER BY opened_at DESC, length(case_id) DESC, case_id DESC LIMIT 1), false) AS newest
FROM contacts c LEFT JOIN contact_inquiries q USING (contact_id)
WHERE c.reserved_at >= $1 AND (c.reserved_at, c.contact_id) > ($1, $2)
  AND (c.status = 'sending' AND c.sending_at <= CASE WHEN c.case_id IS NULL THEN $5::timestamptz ELSE $4 END
    OR c.status = 'unknown' AND c.made_by IS NULL AND c.concluded_at > $7
      AND c.concluded_at <= CASE WHEN c.case_id IS NULL THEN $5::timestamptz ELSE $4 END
    OR c.status = 'calling' AND c.reserved_at <= $6)
  AND (q.next_at IS NULL OR q.next_at <= $3)
ORDER BY c.reserved_at, c.contact_id LIMIT $8`;

const CONCLUDE = `
WITH forgotten AS (DELETE FROM contact_inquiries WHERE contact_id = $1)
UPDATE contacts SET status = $4, concluded_at = coalesce(concluded_at, $5), detail = $6
WHERE contact_id = $1 AND reserved_at = $2 AND status = $3 RETURNING 1`;

const ASKED = `
INSERT INTO contact_inquiries (contact_id, asked, next_at) VALUES ($1, $2, $3)
ON CONFLICT (contact_id) DO UPDATE SET asked = excluded.asked, next_at = excluded.next_at`;

// The timeline of a case that nothing runs for any more: after all that it says, at the last decision.
const NOTE_ON_TIMELINE = `
INSERT INTO timeline (case_id, sequence, entry, at, type, actor, data, why)
SELECT case_id, sequence, entry + 1, $2, 'delivery-report', 'system', $3, $4 FROM timeline t
WHERE case_id = $1 AND NOT EXISTS (SELECT 1 FROM timeline WHERE case_id = $1 AND data->>'eventId' = $3::jsonb->>'eventId')
ORDER BY sequence DESC, entry DESC LIMIT 1`;

/** Contacts that stayed open in the ledger because an answer was lost. All instants are business time. */
export class ReconcileRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * @param after undefined: from the first that any rule still looks back to
   * @param now epoch milliseconds
   * @returns in order, those that nobody can be delivering and that are due to be asked for
   */
  async open(after: Place | undefined, over: OverAfter, limit: number, now: number): Promise<OpenContact[]> {
    const { rows } = await this.pool.query<OpenContact>({
      name: 'open-contacts',
      text: OPEN,
      values: [
        after?.reservedAt ?? new Date(now - LEDGER_MS),
        after?.contactId ?? '',
        new Date(now),
        new Date(now - over.deliveryMs),
        new Date(now - over.reminderMs),
        new Date(now - over.callMs),
        new Date(now - ASKED_FOR_MS),
        limit,
      ],
    });
    return rows;
  }

  /**
   * Records what became of a contact and has its case told, both or neither; a contact that has changed meanwhile is
   * left as it is.
   *
   * @param tell of the contact's case, under the lock of its row; repeated when the commit after it is lost
   * @returns whether it was recorded
   */
  async conclude(
    { contactId, reservedAt, status: was }: OpenContact,
    { status, detail }: Reconciled,
    now: number,
    tell: () => Promise<void>,
  ): Promise<boolean> {
    return inTransaction(this.pool, async (tx) => {
      const { rows } = await tx.query({
        name: 'reconcile-contact',
        text: CONCLUDE,
        values: [contactId, reservedAt, was, status, new Date(now), detail],
      });
      if (rows.length === 0) return false;
      await tell();
      return true;
    });
  }

  /** Writes on the timeline of a case whose workflow has ended; once for each event. @param why for people */
  async noteOnTimeline(
    caseId: string,
    data: Record<string, unknown> & { eventId: string },
    why: string,
    now: number,
  ): Promise<void> {
    await this.pool.query({
      name: 'note-on-timeline',
      text: NOTE_ON_TIMELINE,
      values: [caseId, new Date(now), JSON.stringify(data), why],
    });
  }

  /** The channel could not tell: it is asked again, each time after longer. */
  async couldNotTell({ contactId, asked }: OpenContact, now: number): Promise<void> {
    const again = asked + 1;
    await this.askAgain(contactId, again, nextInquiryMs(again, now));
  }

  /** The channel did not answer: that counts for nothing, it is asked again soon. */
  async didNotAnswer({ contactId, asked }: OpenContact, now: number): Promise<void> {
    await this.askAgain(contactId, asked, nextInquiryMs(1, now));
  }

  private async askAgain(contactId: ContactId, asked: number, nextMs: number): Promise<void> {
    const values = [contactId, asked, new Date(nextMs)];
    await this.pool.query({ name: 'ask-contact-again', text: ASKED, values });
  }

  /** Inquiries about contacts that nobody asks about any more. */
  async forgetOldInquiries(now: number): Promise<void> {
    await this.pool.query({
      name: 'forget-old-inquiries',
      text: 'DELETE FROM contact_inquiries WHERE next_at < $1',
      values: [new Date(now - ASKED_FOR_MS)],
    });
  }
}
