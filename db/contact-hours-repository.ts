import type { QueryConfig, QueryResultRow } from 'pg';
import { REACHED_OUTCOMES } from '../domain/case/call-outcomes.ts';
import { ANSWER_HOURS, type GroupCount, type HourCount } from '../domain/contact/best-time.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { ContactStatus } from '../domain/contact/ledger.ts';
import type { CustomerId, LoanId } from '../domain/ids.ts';
import type { Pool } from './client.ts';
import { inTransaction, type Transaction } from './transaction.ts';

/** Contacts that were made or tried, and of which something can have come. */
const TRIED: readonly ContactStatus[] = ['sent', 'unknown', 'failed', 'called'];

const ANSWER = `interval '${ANSWER_HOURS} hours'`;

// $1: what counts as reached, $2: what was tried. The wall clock is the customer's.
const WORKED = `CASE WHEN c.channel = 'voice' THEN coalesce(c.outcome = ANY($1), false)
  ELSE c.status <> 'failed' AND EXISTS (SELECT 1 FROM payments p WHERE p.loan_id = c.loan_id AND p.amount_minor > 0
    AND p.paid_at > c.reserved_at AND p.paid_at <= c.reserved_at + ${ANSWER}) END`;
const LOCAL = 'c.reserved_at AT TIME ZONE u.timezone';
const HOURS = `c.channel, extract(isodow FROM ${LOCAL})::int AS weekday, extract(hour FROM ${LOCAL})::int AS hour,
  count(*)::int AS tries, count(*) FILTER (WHERE ${WORKED})::int AS successes`;
const COUNTED = `c.purpose = 'collect' AND c.status = ANY($2)`;

const ROLL_UP = `
INSERT INTO contact_hours (day, region, tier, segment, channel, weekday, hour, tries, successes)
SELECT $3::date, k.region, k.tier, coalesce(s.segment, '') AS segment, ${HOURS}
FROM contacts c JOIN cases k USING (case_id) JOIN customers u ON u.customer_id = c.customer_id
  LEFT JOIN case_scores s ON s.case_id = k.case_id
WHERE c.reserved_at >= $5 AND c.reserved_at < $6 AND k.region = $4 AND ${COUNTED}
GROUP BY k.region, k.tier, coalesce(s.segment, ''), c.channel, weekday, hour`;

const OF_REGION = `
SELECT tier, segment, channel, weekday, hour, sum(tries)::int AS tries, sum(successes)::int AS successes
FROM contact_hours WHERE region = $1 AND day >= $2::date GROUP BY tier, segment, channel, weekday, hour`;

const OF_CUSTOMERS = `
SELECT c.customer_id AS "customerId", ${HOURS} FROM contacts c JOIN customers u USING (customer_id)
WHERE c.customer_id = ANY($3) AND c.reserved_at >= $4 AND ${COUNTED}
  AND c.reserved_at <= $5::timestamptz - CASE WHEN c.channel = 'voice' THEN interval '0' ELSE ${ANSWER} END
GROUP BY c.customer_id, c.channel, weekday, hour`;

interface OfCustomer extends HourCount {
  customerId: CustomerId;
}

/** Which contacts worked, by hour of the week. */
export class ContactHoursRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Sums up the contacts of a region and day, of which by now it is known what came. Instants: epoch milliseconds. */
  async rollUp(
    { region, day }: { region: string; day: IsoDate },
    { fromMs, untilMs }: { fromMs: number; untilMs: number },
  ): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      // Since the last time a case may have changed its tier or segment: its contacts are counted once.
      await tx.send({
        text: 'DELETE FROM contact_hours WHERE day = $1 AND region = $2',
        values: [day, region],
      });
      const range = [new Date(fromMs), new Date(untilMs)];
      await tx.query({ text: ROLL_UP, values: [REACHED_OUTCOMES, TRIED, day, region, ...range] });
    });
  }

  /** @returns what came of contacts with customers of the region since that day, by tier and segment */
  async ofRegion(region: string, since: IsoDate, tx?: Transaction): Promise<GroupCount[]> {
    return this.read<GroupCount>({ name: 'hours-of-region', text: OF_REGION, values: [region, since] }, tx);
  }

  /** @returns what has come of contacts with each customer between two instants, epoch milliseconds */
  async ofCustomers(
    customerIds: readonly CustomerId[],
    { fromMs, untilMs }: { fromMs: number; untilMs: number },
    tx?: Transaction,
  ): Promise<Map<CustomerId, HourCount[]>> {
    const values = [REACHED_OUTCOMES, TRIED, customerIds, new Date(fromMs), new Date(untilMs)];
    const query = { name: 'hours-of-customers', text: OF_CUSTOMERS, values };
    const found = new Map(customerIds.map((customerId): [CustomerId, HourCount[]] => [customerId, []]));
    for (const { customerId, ...count } of await this.read<OfCustomer>(query, tx)) {
      found.get(customerId)?.push(count);
    }
    return found;
  }

  /** @returns how many counts of days before that one are not kept any longer */
  async forget(before: IsoDate): Promise<number> {
    const { rowCount } = await this.pool.query('DELETE FROM contact_hours WHERE day < $1', [before]);
    return rowCount ?? 0;
  }

  /** In the transaction of the caller, if there is one: a second connection might never come, when all wait for one. */
  private async read<Row extends QueryResultRow>(query: QueryConfig, tx?: Transaction): Promise<Row[]> {
    const { rows } = tx ? await tx.query<Row>(query) : await this.pool.query<Row>(query);
    return rows;
  }

  /** @returns the loan of the customer's newest case, an open one before those that are closed; undefined: there is none */
  async loanOf(customerId: CustomerId): Promise<LoanId | undefined> {
    const { rows } = await this.pool.query<{ loan_id: LoanId }>(
      `SELECT k.loan_id FROM loans l JOIN cases k USING (loan_id) WHERE l.customer_id = $1
       ORDER BY k.closed_at IS NULL DESC, k.opened_at DESC, k.case_id LIMIT 1`,
      [customerId],
    );
    return rows[0]?.loan_id;
  }
}
