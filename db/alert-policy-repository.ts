import { BUILT_IN_LOAN_ALERTS, type LoanAlertRules } from '../domain/alerts/loan-rules.ts';
import type { Pool } from './client.ts';
import { PRODUCT, type Publication } from './holiday-repository.ts';
import { inTransaction } from './transaction.ts';

/** Thresholds, and who published them. */
export interface PublishedAlertRules {
  /** 0: those that ship */
  version: number;
  rules: LoanAlertRules;
  publishedBy: string;
  /** absent: since the product is */
  publishedAtMs?: number;
  why: string;
}

const SHIPPED: PublishedAlertRules = {
  ...{ version: 0, rules: BUILT_IN_LOAN_ALERTS, publishedBy: PRODUCT, why: 'what ships with the product' },
};

interface Row {
  version: number;
  document: LoanAlertRules;
  published_by: string;
  published_at: Date;
  why: string;
}

/** From when on the figures of a loan are worth an alert. */
export class AlertPolicyRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns all versions, the newest first */
  async all(): Promise<PublishedAlertRules[]> {
    const { rows } = await this.pool.query<Row>('SELECT * FROM alert_policies ORDER BY version DESC');
    return [...rows.map(toPublished), SHIPPED];
  }

  /** @returns the one by which alerts are raised from now on */
  async newest(): Promise<PublishedAlertRules> {
    const { rows } = await this.pool.query<Row>('SELECT * FROM alert_policies ORDER BY version DESC LIMIT 1');
    return rows[0] ? toPublished(rows[0]) : SHIPPED;
  }

  /** @param now epoch milliseconds */
  publish(rules: LoanAlertRules, { by, why }: Publication, now: number): Promise<PublishedAlertRules> {
    return inTransaction(this.pool, async (tx) => {
      // Two people at once get two numbers.
      await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('alert policies', 0))");
      const { rows } = await tx.query<Row>({
        text: `INSERT INTO alert_policies (version, document, published_by, published_at, why)
               SELECT 1 + coalesce(max(version), 0), $1::jsonb, $2::text, $3::timestamptz, $4::text
               FROM alert_policies RETURNING *`,
        values: [JSON.stringify(rules), by, new Date(now), why],
      });
      return toPublished(rows[0] as Row);
    });
  }
}

function toPublished(row: Row): PublishedAlertRules {
  return {
    ...{ version: row.version, rules: row.document, publishedBy: row.published_by, why: row.why },
    publishedAtMs: row.published_at.getTime(),
  };
}
