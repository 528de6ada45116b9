import type { CustomerId, LoanId } from '../domain/ids.ts';
import type { MacroLevel } from '../domain/case/state.ts';
import type { Pool } from './client.ts';

export interface ReportedRating {
  customerId: CustomerId;
  source: string;
  asOf: string;
  score: number | null;
  grade: string | null;
}

export interface ReportedExternalDebt {
  customerId: CustomerId;
  source: string;
  asOf: string;
  totalMinor: number;
  currency: string;
}

export interface ReportedMacroAlert {
  region: string;
  indicator: string;
  asOf: string;
  level: MacroLevel;
  source: string;
}

/** An open case of a customer, as far as one who tells it something has to know it. */
export interface OpenCaseOf {
  customerId: CustomerId;
  loanId: LoanId;
  currency: string;
}

const RATINGS = `
INSERT INTO external_ratings AS r (customer_id, source, as_of, score, grade, reported_at)
SELECT *, $6::timestamptz FROM unnest($1::text[], $2::text[], $3::date[], $4::int[], $5::text[])
ON CONFLICT (customer_id, source, as_of) DO UPDATE
  SET score = excluded.score, grade = excluded.grade, reported_at = excluded.reported_at
  WHERE (r.score, r.grade) IS DISTINCT FROM (excluded.score, excluded.grade)`;

const DEBTS = `
INSERT INTO external_debts AS d (customer_id, source, as_of, total_minor, currency, reported_at)
SELECT *, $6::timestamptz FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[], $5::text[])
ON CONFLICT (customer_id, source, as_of) DO UPDATE
  SET total_minor = excluded.total_minor, currency = excluded.currency, reported_at = excluded.reported_at
  WHERE (d.total_minor, d.currency) IS DISTINCT FROM (excluded.total_minor, excluded.currency)`;

const ALERTS = `
INSERT INTO macro_alerts (region, indicator, as_of, level, source)
SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::text[])
ON CONFLICT (region, indicator, as_of) DO UPDATE SET level = excluded.level, source = excluded.source`;

/**
 * What is reported of customers' means and of the economy. A report of the same day and source replaces the other; one that
 * says the same again is no new one.
 */
export class OutlookRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns of these customers those that exist */
  async known(customerIds: readonly CustomerId[]): Promise<Set<CustomerId>> {
    const { rows } = await this.pool.query<{ customer_id: CustomerId }>({
      name: 'known-customers',
      text: 'SELECT customer_id FROM customers WHERE customer_id = ANY($1)',
      values: [customerIds],
    });
    return new Set(rows.map((row) => row.customer_id));
  }

  /** @param ratings each customer, source and day once @param now epoch milliseconds */
  async saveRatings(ratings: readonly ReportedRating[], now: number): Promise<void> {
    await this.save(RATINGS, ratings, ['customerId', 'source', 'asOf', 'score', 'grade'], [new Date(now)]);
  }

  /** @param debts each customer, source and day once @param now epoch milliseconds */
  async saveExternalDebts(debts: readonly ReportedExternalDebt[], now: number): Promise<void> {
    const keys = ['customerId', 'source', 'asOf', 'totalMinor', 'currency'] as const;
    await this.save(DEBTS, debts, keys, [new Date(now)]);
  }

  /** @param alerts each region, indicator and day once */
  async saveMacroAlerts(alerts: readonly ReportedMacroAlert[]): Promise<void> {
    await this.save(ALERTS, alerts, ['region', 'indicator', 'asOf', 'level', 'source']);
  }

  /** @returns the open cases of these customers */
  async openCases(customerIds: readonly CustomerId[]): Promise<OpenCaseOf[]> {
    const { rows } = await this.pool.query<OpenCaseOf>({
      name: 'open-cases-of-customers',
      text: `SELECT customer_id AS "customerId", loan_id AS "loanId", currency FROM cases
             WHERE customer_id = ANY($1) AND closed_at IS NULL ORDER BY loan_id`,
      values: [customerIds],
    });
    return rows;
  }

  /** @returns loans of the region with an open case, in order, after `after` */
  async openCasesIn(region: string, after: string, limit: number): Promise<LoanId[]> {
    const { rows } = await this.pool.query<{ loan_id: LoanId }>({
      name: 'open-cases-of-region',
      text: `SELECT loan_id FROM cases WHERE region = $1 AND closed_at IS NULL AND loan_id > $2
             ORDER BY loan_id LIMIT $3`,
      values: [region, after, limit],
    });
    return rows.map((row) => row.loan_id);
  }

  private async save<Row>(
    text: string,
    rows: readonly Row[],
    keys: readonly (keyof Row)[],
    others: readonly unknown[] = [],
  ): Promise<void> {
    if (rows.length === 0) return;
    await this.pool.query(text, [...keys.map((key) => rows.map((row) => row[key])), ...others]);
  }
}
