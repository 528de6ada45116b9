import type { IsoDate } from '../domain/calendar.ts';
import type { LoanDay } from '../domain/daily/loan-day.ts';
import type { Instalment } from '../domain/delinquency.ts';
import type { LoanId } from '../domain/ids.ts';
import { endOfDay } from '../domain/local-time.ts';
import { addMonths } from '../domain/plan/add-months.ts';
import { loanZone } from '../domain/loan-zone.ts';
import type { Pool } from './client.ts';

/** A loan with all that its day is computed of. */
export interface LoanOfDay {
  loanId: LoanId;
  product: string;
  currency: string;
  secured: boolean;
  /** of its open case, if it has one */
  strategy: string | null;
  /** that works the case */
  team: string | null;
  /** to whom the case was given, or its last task for a collector; null: to nobody yet */
  collector: string | null;
  instalments: Instalment[];
  /** booked by the end of the day where the loan is, minor units */
  paidMinor: number;
}

interface Row {
  loan_id: LoanId;
  product: string;
  currency: string;
  secured: boolean;
  jurisdiction: string;
  timezone: string;
  strategy: string | null;
  team: string | null;
  collector: string | null;
}

const LOANS = `
SELECT l.loan_id, l.product, l.currency, l.secured, l.jurisdiction, c.timezone, k.strategy,
  CASE WHEN k.case_id IS NOT NULL THEN coalesce(k.team_id, t.team_id, m.team_id) END AS team,
  coalesce(k.collector, t.assignee) AS collector
FROM loans l JOIN customers c USING (customer_id)
LEFT JOIN cases k ON k.loan_id = l.loan_id AND k.closed_at IS NULL
LEFT JOIN teams m ON m.region = k.region AND m.active
LEFT JOIN LATERAL (
  SELECT team_id, assignee FROM tasks
  WHERE case_id = k.case_id AND for_role = 'collector' AND assignee IS NOT NULL
  ORDER BY opened_at DESC, task_id DESC LIMIT 1) t ON true
WHERE c.region = $1 AND l.loan_id > $2 ORDER BY l.loan_id LIMIT $3`;

const SCHEDULES = `
SELECT loan_id, array_agg(due_on::text ORDER BY due_on, number) AS dates,
  array_agg((principal_due_minor + interest_due_minor + fee_due_minor)::float8 ORDER BY due_on, number) AS amounts
FROM instalments WHERE loan_id = ANY ($1) GROUP BY loan_id`;

const PAID = `
SELECT p.loan_id, sum(p.amount_minor)::float8 AS paid
FROM unnest($1::text[], $2::timestamptz[]) AS until (loan_id, at)
JOIN payments p ON p.loan_id = until.loan_id AND p.paid_at < until.at
GROUP BY p.loan_id`;

// Written once: what becomes known of a day later is a fact of the later day.
const WRITE = `
INSERT INTO loan_days (day, region, loan_id, product, currency, strategy, team, collector, days_past_due, bucket, balance_minor,
  past_due_minor, asset_class, provision_minor, stage, ecl_minor)
SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[],
  $10::text[], $11::bigint[], $12::bigint[], $13::text[], $14::bigint[], $15::smallint[], $16::bigint[])
ON CONFLICT (day, loan_id) DO NOTHING`;

const ROLL_UP = `
INSERT INTO portfolio_days (day, region, currency, bucket, loans, balance_minor, past_due_minor, provision_minor)
SELECT day, region, currency, bucket, count(*), sum(balance_minor), sum(past_due_minor), sum(provision_minor)
FROM loan_days WHERE day = $1 AND region = $2 GROUP BY day, region, currency, bucket
ON CONFLICT (day, region, currency, bucket) DO UPDATE SET loans = excluded.loans,
  balance_minor = excluded.balance_minor, past_due_minor = excluded.past_due_minor,
  provision_minor = excluded.provision_minor`;

// Days that were recorded before this was summed up have it made up for, as far back as control charts look.
const DAYS_WITHOUT_PRODUCTS = `
SELECT DISTINCT day::text FROM portfolio_days p WHERE region = $2 AND day BETWEEN $1::date - 75 AND $1::date - 1
  AND NOT EXISTS (SELECT FROM product_days q WHERE q.region = p.region AND q.day = p.day)`;

const PRODUCTS = `
INSERT INTO product_days (day, region, product, loans, over_30, fell_due, newly_past_due)
SELECT d.day, d.region, d.product, count(*), count(*) FILTER (WHERE d.days_past_due > 30),
  count(*) FILTER (WHERE i.due AND d.days_past_due <= 1), count(*) FILTER (WHERE i.due AND d.days_past_due = 1)
FROM loan_days d LEFT JOIN LATERAL (
  SELECT true AS due FROM instalments
  WHERE loan_id = d.loan_id AND due_on = $1::date - 1 AND principal_due_minor + interest_due_minor + fee_due_minor > 0
  LIMIT 1) i ON true
WHERE d.day = $1 AND d.region = $2 GROUP BY d.day, d.region, d.product
ON CONFLICT (region, day, product) DO UPDATE SET loans = excluded.loans, over_30 = excluded.over_30,
  fell_due = excluded.fell_due, newly_past_due = excluded.newly_past_due`;

const PROVISIONS = `
INSERT INTO provision_days (day, region, currency, asset_class, stage, loans, balance_minor, provision_minor, ecl_minor,
  policy_version)
SELECT day, region, currency, asset_class, stage, count(*), sum(balance_minor), sum(provision_minor), sum(ecl_minor), $3
FROM loan_days WHERE day = $1 AND region = $2 GROUP BY day, region, currency, asset_class, stage
ON CONFLICT (day, region, currency, asset_class, stage) DO UPDATE SET loans = excluded.loans,
  balance_minor = excluded.balance_minor, provision_minor = excluded.provision_minor, ecl_minor = excluded.ecl_minor`;

const MOVES = `
INSERT INTO bucket_moves (day, region, from_bucket, to_bucket, loans)
SELECT now.day, now.region, before.bucket, now.bucket, count(*)
FROM loan_days now JOIN loan_days before ON before.loan_id = now.loan_id AND before.day = $3
WHERE now.day = $1 AND now.region = $2 GROUP BY now.day, now.region, before.bucket, now.bucket
ON CONFLICT (region, day, from_bucket, to_bucket) DO UPDATE SET loans = excluded.loans`;

/** The facts of every day, region by region. */
export class DailyRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns the regions that have customers, in order */
  async regions(): Promise<string[]> {
    const { rows } = await this.pool.query<{ region: string }>(
      'SELECT DISTINCT region FROM customers ORDER BY region',
    );
    return rows.map((row) => row.region);
  }

  /** @returns the zone in which most loans of the region have their days; undefined when it has none */
  async zoneOf(region: string): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ jurisdiction: string; timezone: string }>(
      `SELECT l.jurisdiction, c.timezone FROM loans l JOIN customers c USING (customer_id) WHERE c.region = $1
       GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 1`,
      [region],
    );
    const [row] = rows;
    return row && loanZone(row.jurisdiction, row.timezone);
  }

  /** @returns the next loans of the region, in order of loan id, as they were at the end of the day */
  async loans(region: string, day: IsoDate, after: string, limit: number): Promise<LoanOfDay[]> {
    const { rows } = await this.pool.query<Row>(LOANS, [region, after, limit]);
    const ids = rows.map((row) => row.loan_id);
    const ends = rows.map((row) => new Date(endOfDay(day, loanZone(row.jurisdiction, row.timezone))));
    const [schedules, paid] = await Promise.all([
      this.pool.query<{ loan_id: LoanId; dates: string[]; amounts: number[] }>(SCHEDULES, [ids]),
      this.pool.query<{ loan_id: LoanId; paid: number }>(PAID, [ids, ends]),
    ]);
    const scheduleOf = new Map(
      schedules.rows.map(({ loan_id, dates, amounts }) => [
        loan_id,
        dates.map((dueOn, index) => ({ dueOn, amountMinor: amounts[index] ?? 0 })),
      ]),
    );
    const paidBy = new Map(paid.rows.map((row) => [row.loan_id, row.paid]));
    return rows.map((row) => ({
      loanId: row.loan_id,
      product: row.product,
      currency: row.currency,
      secured: row.secured,
      strategy: row.strategy,
      team: row.team,
      collector: row.collector,
      instalments: scheduleOf.get(row.loan_id) ?? [],
      paidMinor: paidBy.get(row.loan_id) ?? 0,
    }));
  }

  /** Writes the day of these loans, where it is not written yet. */
  async write(day: IsoDate, region: string, facts: readonly (LoanOfDay & LoanDay)[]): Promise<void> {
    await this.pool.query(WRITE, [
      day,
      region,
      facts.map((fact) => fact.loanId),
      facts.map((fact) => fact.product),
      facts.map((fact) => fact.currency),
      facts.map((fact) => fact.strategy),
      facts.map((fact) => fact.team),
      facts.map((fact) => fact.collector),
      facts.map((fact) => fact.daysPastDue),
      facts.map((fact) => fact.bucket),
      facts.map((fact) => fact.balanceMinor),
      facts.map((fact) => fact.pastDueMinor),
      facts.map((fact) => fact.assetClass),
      facts.map((fact) => fact.provisionMinor),
      facts.map((fact) => fact.stage),
      facts.map((fact) => fact.eclMinor),
    ]);
  }

  /**
   * Sums up the region's day.
   *
   * @param policyVersion of the rates by which it was recorded
   * @param onDay called after each day of which products were summed up: after an upgrade there are many
   */
  async rollUp(
    day: IsoDate,
    region: string,
    policyVersion: number,
    onDay: () => void = () => undefined,
  ): Promise<void> {
    await this.pool.query(ROLL_UP, [day, region]);
    const { rows } = await this.pool.query<{ day: IsoDate }>(DAYS_WITHOUT_PRODUCTS, [day, region]);
    for (const one of [...rows.map((row) => row.day), day]) {
      await this.pool.query(PRODUCTS, [one, region]);
      onDay();
    }
    await this.pool.query(PROVISIONS, [day, region, policyVersion]);
    await this.pool.query(MOVES, [day, region, addMonths(day, -1)]);
  }
}
