import { expect } from 'vitest';
import type { Pool } from '../../db/client.ts';
import type { LoanId } from '../../domain/ids.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { casesOf, contactsOf, timelineOf } from '../setup/case-records.ts';

/** What a case has done in all, whatever happened to its workers. */
export type Life = 'ladder to its end, written off' | 'paid on the way, cured';

/**
 * Compares a closed low-risk case with what it had to do: every rung once and in order, no decision missing or made
 * twice, each message that the ledger calls sent in the sandbox once, and nothing else.
 */
export async function expectWhole(pool: Pool, loanId: LoanId, life: Life): Promise<void> {
  const [only, ...others] = await casesOf(pool, loanId);
  expect(others).toEqual([]);
  const cured = life === 'paid on the way, cured';
  expect(only).toMatchObject({ stage: 'closed', closeReason: cured ? 'cured' : 'written-off' });

  const contacts = await contactsOf(pool, loanId);
  const collects = contacts.filter(({ purpose }) => purpose === 'collect');
  const rungs = cnRetail.ladders.low.flatMap(({ channel }, index) =>
    channel ? [{ rung: index, channel }] : [],
  );
  if (process.env['DUMP']) { console.log(JSON.stringify(contacts, null, 0)); for (const t of await timelineOf(pool, loanId)) console.log(t.sequence, t.at, t.type, t.why, JSON.stringify(t.data).slice(0, 120)); }
  const taken = collects.filter(({ status }) => status !== 'superseded');
  expect(taken.map(({ rung, channel }) => ({ rung, channel }))).toEqual(
    cured ? rungs.slice(0, taken.length) : rungs,
  );
  expect(contacts.filter(({ purpose }) => purpose === 'acknowledge')).toHaveLength(cured ? 1 : 0);
  expect(contacts.map(({ status, messages }) => `${status} ${messages}`).sort()).toEqual(
    contacts.map(({ status }) => (status === 'superseded' ? 'superseded 0' : 'sent 1')).sort(),
  );

  const { rows } = await pool.query<{ sequence: number }>(
    'SELECT sequence FROM case_decisions WHERE case_id = $1 ORDER BY sequence',
    [only?.caseId],
  );
  const numbers = rows.map(({ sequence }) => sequence);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(numbers.at(-1)).toBe(only?.sequence);

  const timeline = await timelineOf(pool, loanId);
  const reserved = timeline.filter(({ type }) => type === 'contact-reserved');
  expect(reserved.map(({ data }) => data['contactId'])).toEqual(contacts.map(({ contactId }) => contactId));
  expect(timeline.filter(({ type }) => type === 'delivered')).toHaveLength(contacts.length);
  expect(timeline.filter(({ type }) => type === 'opened')).toHaveLength(1);
}

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
