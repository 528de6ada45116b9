import type { Pool } from './client.ts';

/** What a demo holds against its figures: each list is empty when all is well. */
export interface BookChecks {
  /** messages that the sandbox kept, by channel */
  messages: Record<string, number>;
  /** contact ids of messages and calls outside 08:00-22:00 Beijing time */
  outsideHours: string[];
  /** contact ids of messages after the case was closed that are no thanks */
  afterClosing: string[];
  /** contact ids that were neither sent nor given up */
  unfinished: string[];
}

// Post is delivered by the postman, whenever it was printed: the hours are not for it.
const OUTSIDE_HOURS = `
  SELECT contact_id FROM sandbox_messages
  WHERE channel <> 'letter'
    AND NOT ((at AT TIME ZONE 'Asia/Shanghai')::time >= '08:00' AND (at AT TIME ZONE 'Asia/Shanghai')::time < '22:00')
  UNION ALL
  SELECT contact_id FROM contacts
  WHERE made_by IS NOT NULL AND NOT ((reserved_at AT TIME ZONE 'Asia/Shanghai')::time >= '08:00'
    AND (reserved_at AT TIME ZONE 'Asia/Shanghai')::time < '22:00')
  ORDER BY contact_id`;

const AFTER_CLOSING = `
  SELECT m.contact_id FROM sandbox_messages m JOIN contacts c USING (contact_id) JOIN cases k USING (case_id)
  WHERE c.purpose <> 'acknowledge' AND m.at > k.closed_at ORDER BY m.contact_id`;

const UNFINISHED = `
  SELECT contact_id FROM contacts WHERE status IN ('reserved', 'sending', 'calling') ORDER BY contact_id`;

/** Reads what has to hold in the books of a demo, whatever the figures say. */
export async function readBookChecks(pool: Pool): Promise<BookChecks> {
  const ids = async (sql: string) =>
    (await pool.query<{ contact_id: string }>(sql)).rows.map((row) => row.contact_id);
  const messages = await pool.query<{ channel: string; n: number }>(
    'SELECT channel, count(*)::int AS n FROM sandbox_messages GROUP BY channel',
  );
  return {
    messages: Object.fromEntries(messages.rows.map(({ channel, n }) => [channel, n])),
    outsideHours: await ids(OUTSIDE_HOURS),
    afterClosing: await ids(AFTER_CLOSING),
    unfinished: await ids(UNFINISHED),
  };
}

/**
 * Messages that left although the bank knew that the customer had paid.
 *
 * @param payments that brought the loans up to date, each with the instant (epoch milliseconds, business time) by
 *   which it was booked
 * @returns contact ids
 */
export async function messagesAfterPayment(
  pool: Pool,
  payments: readonly { loanId: string; bookedAtMs: number }[],
): Promise<string[]> {
  const { rows } = await pool.query<{ contact_id: string }>(
    `SELECT DISTINCT c.contact_id
     FROM unnest($1::text[], $2::timestamptz[]) AS p(loan_id, booked_at)
     JOIN contacts c ON c.loan_id = p.loan_id AND c.sending_at > p.booked_at
     WHERE c.status = 'sent' AND c.purpose NOT IN ('acknowledge', 'pre-due') ORDER BY 1`,
    [payments.map(({ loanId }) => loanId), payments.map(({ bookedAtMs }) => new Date(bookedAtMs))],
  );
  return rows.map((row) => row.contact_id);
}

/** @returns loan ids of the cases that are open, with what each waits for */
export async function openCaseNotes(pool: Pool): Promise<{ loanId: string; stage: string; next: string }[]> {
  const { rows } = await pool.query<{ loan_id: string; stage: string; next_action: string }>(
    'SELECT loan_id, stage, next_action FROM cases WHERE closed_at IS NULL ORDER BY loan_id',
  );
  return rows.map((row) => ({ loanId: row.loan_id, stage: row.stage, next: row.next_action }));
}
