import { expect } from 'vitest';
import type { Pool } from '../../db/client.ts';
import type { ContactStatus } from '../../domain/contact/ledger.ts';
import type { LoanId } from '../../domain/ids.ts';
import { casesOf, contactsOf, timelineOf } from '../setup/case-records.ts';

/** The last look before a message leaves stopped it: paid meanwhile, or the hours of contact were over. */
const NOT_SENT: readonly string[] = ['superseded', 'too-late', 'held'] satisfies ContactStatus[];

/** What a case has done in all, whatever happened to its workers. */
export type Life = 'ladder to its end, written off' | 'paid on the way, cured';

type TimelineRow = Awaited<ReturnType<typeof timelineOf>>[number];

/**
 * Compares a closed case with what it had to do: every rung once and in order, no decision missing or made
 * twice, each message that the ledger calls sent in the sandbox once, and nothing else.
 */
export async function expectWhole(pool: Pool, loanId: LoanId, life: Life): Promise<void> {
  const [only, ...others] = await casesOf(pool, loanId);
  expect(others).toEqual([]);
  const cured = life === 'paid on the way, cured';
  expect(only).toMatchObject({ stage: 'closed', closeReason: cured ? 'cured' : 'written-off' });

  const timeline = await timelineOf(pool, loanId);
  const opened = timeline.filter(({ type }) => type === 'opened');
  expect(opened).toHaveLength(1);

  const contacts = await contactsOf(pool, loanId);
  const sent = contacts.filter(({ status }) => !NOT_SENT.includes(status));
  const rungs = rungsTaken(timeline, new Map(contacts.map(({ contactId, rung }) => [contactId, rung])));
  expect(rungs.map(({ rung }) => rung)).toEqual(rungs.map(({ due }) => due));
  if (!cured) expect(timeline.map(({ type }) => type)).toContain('review-opened');
  expect(sent.filter(({ purpose }) => purpose === 'acknowledge')).toHaveLength(cured ? 1 : 0);
  for (const contact of contacts) {
    const wasSent = !NOT_SENT.includes(contact.status);
    expect(contact).toMatchObject(wasSent ? { status: 'sent', messages: 1 } : { messages: 0 });
  }

  const { rows } = await pool.query<{ sequence: number }>(
    'SELECT sequence FROM case_decisions WHERE case_id = $1 ORDER BY sequence',
    [only?.caseId],
  );
  const numbers = rows.map(({ sequence }) => sequence);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(numbers.at(-1)).toBe(only?.sequence);

  const reserved = timeline.filter(({ type }) => type === 'contact-reserved');
  expect(reserved.map(({ data }) => data['contactId'])).toEqual(contacts.map(({ contactId }) => contactId));
  expect(timeline.filter(({ type }) => type === 'delivered')).toHaveLength(contacts.length);
}

/**
 * The rungs that a case has taken, by a message, by a call that nobody made, or passed over with a reason; each beside
 * the one that was due: the next, or where the case entered a ladder, at the start and after a change of tier.
 */
function rungsTaken(timeline: readonly TimelineRow[], rungOf: ReadonlyMap<string, number | null>) {
  const taken: { rung: number; due: number }[] = [];
  let due: number | undefined;
  for (const { type, data } of timeline) {
    if (type === 'opened') due = Number(data['rung']);
    if (type === 'tier-changed' || type === 'replanned') due = Number(data['toRung']);
    const byMessage = type === 'delivered' && data['outcome'] === 'sent';
    const rung = byMessage
      ? rungOf.get(String(data['eventId']))
      : PASSED.includes(type)
        ? data['rung']
        : null;
    if (typeof rung !== 'number') continue;
    taken.push({ rung, due: due ?? rung });
    due = rung + 1;
  }
  return taken;
}

const PASSED = ['call-missed', 'rung-skipped'];

/** The ledger and the sandbox of a whole database agree: each sent message once, none that the ledger does not know. */
export async function expectLedgerAgrees(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ sent: number; kept: number; both: number }>(
    `SELECT (SELECT count(*)::int FROM contacts WHERE status = 'sent') AS sent,
       (SELECT count(*)::int FROM sandbox_messages) AS kept,
       (SELECT count(*)::int FROM contacts JOIN sandbox_messages USING (contact_id) WHERE status = 'sent') AS both`,
  );
  const { sent, kept, both } = rows[0] ?? { sent: -1, kept: -2, both: -3 };
  expect([kept, both]).toEqual([sent, sent]);
  return sent;
}
