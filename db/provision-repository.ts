import type { IsoDate } from '../domain/calendar.ts';
import type { AssetClass } from '../domain/daily/asset-class.ts';
import type { EclStage } from '../domain/finance/expected-credit-loss.ts';
import { BUILT_IN_PROVISIONS, type ProvisionPolicy } from '../domain/finance/provision-policy.ts';
import type { Pool } from './client.ts';
import { PRODUCT, type Publication } from './holiday-repository.ts';
import { inTransaction } from './transaction.ts';

/** Rates, and who published them. */
export interface PublishedProvisions {
  /** 0: those that ship */
  version: number;
  policy: ProvisionPolicy;
  publishedBy: string;
  /** absent: since the product is */
  publishedAtMs?: number;
  why: string;
}

/** What was set aside at the end of a day, of one class and stage. */
export interface ProvisionRow {
  currency: string;
  assetClass: AssetClass;
  /** 0: of a day before stages were recorded */
  stage: EclStage | 0;
  loans: number;
  balanceMinor: number;
  provisionMinor: number;
  eclMinor: number;
  policyVersion: number;
}

const SHIPPED: PublishedProvisions = {
  ...{ version: 0, policy: BUILT_IN_PROVISIONS, publishedBy: PRODUCT, why: 'what ships with the product' },
};

interface Row {
  version: number;
  document: ProvisionPolicy;
  published_by: string;
  published_at: Date;
  why: string;
}

/** What is set aside for loans, and by which rates. */
export class ProvisionRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns all versions of the rates, the newest first */
  async policies(): Promise<PublishedProvisions[]> {
    const { rows } = await this.pool.query<Row>('SELECT * FROM provision_policies ORDER BY version DESC');
    return [...rows.map(toPublished), SHIPPED];
  }

  /** @returns the rates by which the days from now on are recorded */
  async newestPolicy(): Promise<PublishedProvisions> {
    const { rows } = await this.pool.query<Row>(
      'SELECT * FROM provision_policies ORDER BY version DESC LIMIT 1',
    );
    return rows[0] ? toPublished(rows[0]) : SHIPPED;
  }

  /** @param now epoch milliseconds */
  publish(policy: ProvisionPolicy, { by, why }: Publication, now: number): Promise<PublishedProvisions> {
    return inTransaction(this.pool, async (tx) => {
      // Two people at once get two numbers.
      await tx.query({
        text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
        values: ['provision policies'],
      });
      const { rows } = await tx.query<Row>({
        text: `INSERT INTO provision_policies (version, document, published_by, published_at, why)
               SELECT 1 + coalesce(max(version), 0), $1::jsonb, $2::text, $3::timestamptz, $4::text
               FROM provision_policies RETURNING *`,
        values: [JSON.stringify(policy), by, new Date(now), why],
      });
      return toPublished(rows[0] as Row);
    });
  }

  /** @returns the newest day of which anything is recorded; undefined when there is none */
  async newestDay(region?: string): Promise<IsoDate | undefined> {
    const { rows } = await this.pool.query<{ day: string | null }>(
      'SELECT max(day)::text AS day FROM provision_days WHERE $1::text IS NULL OR region = $1',
      [region],
    );
    return rows[0]?.day ?? undefined;
  }

  /** @returns what was set aside at the end of the day, by currency, class and stage; empty when nothing is recorded */
  async ofDay(day: IsoDate, region?: string): Promise<ProvisionRow[]> {
    const { rows } = await this.pool.query<ProvisionRow>(
      `SELECT currency, asset_class AS "assetClass", stage, sum(loans)::int AS loans,
         sum(balance_minor)::float8 AS "balanceMinor", sum(provision_minor)::float8 AS "provisionMinor",
         sum(ecl_minor)::float8 AS "eclMinor", max(policy_version) AS "policyVersion"
       FROM provision_days WHERE day = $1 AND ($2::text IS NULL OR region = $2)
       GROUP BY currency, asset_class, stage ORDER BY currency, stage, asset_class`,
      [day, region],
    );
    return rows;
  }
}

function toPublished(row: Row): PublishedProvisions {
  return {
    ...{ version: row.version, policy: row.document, publishedBy: row.published_by, why: row.why },
    publishedAtMs: row.published_at.getTime(),
  };
}
