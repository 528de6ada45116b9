import { BUILT_IN_INDICATOR_RULES, type IndicatorRule } from '../domain/alerts/portfolio/indicator-rule.ts';
import type { IndicatorValue } from '../domain/alerts/portfolio/indicator-rules.ts';
import type { StandingLevel } from '../domain/alerts/portfolio/standing-level.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { Page } from './case-reader.ts';
import type { Pool } from './client.ts';
import { PRODUCT, type Publication } from './holiday-repository.ts';
import { inTransaction } from './transaction.ts';

/** A figure of a series. */
export interface ReportedIndicator extends IndicatorValue {
  indicator: string;
  /** '': all regions that have no series of their own */
  region: string;
}

/** Rules, and who published them. */
export interface PublishedIndicatorRules {
  /** 0: those that ship */
  version: number;
  rules: readonly IndicatorRule[];
  publishedBy: string;
  /** absent: since the product is */
  publishedAtMs?: number;
  why: string;
}

export interface IndicatorFilter {
  indicator?: string | undefined;
  /** '': those of all regions */
  region?: string | undefined;
}

const SAVE = `
INSERT INTO indicators (indicator, region, as_of, value, source)
SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::float8[], $5::text[])
ON CONFLICT (indicator, region, as_of) DO UPDATE SET value = excluded.value, source = excluded.source`;

const LIST = `
SELECT indicator, region, as_of::text AS "asOf", value, source FROM indicators
WHERE ($1::text IS NULL OR indicator = $1) AND ($2::text IS NULL OR region = $2)
  AND ($3::text IS NULL OR (indicator, region) > ($3, $4) OR (indicator, region) = ($3, $4) AND as_of < $5::date)
ORDER BY indicator, region, as_of DESC LIMIT $6`;

// A region's own series counts whole: nothing of the one for all regions is mixed in.
const SERIES = `
SELECT i.indicator, v.as_of::text AS "asOf", v.value, v.source
FROM (SELECT indicator, max(region) AS region FROM indicators
  WHERE indicator = ANY ($1) AND region IN ($2, '') AND as_of <= $3::date GROUP BY indicator) i
CROSS JOIN LATERAL (SELECT as_of, value, source FROM indicators s
  WHERE (s.indicator, s.region) = (i.indicator, i.region) AND as_of <= $3::date ORDER BY as_of DESC LIMIT $4) v
ORDER BY i.indicator, v.as_of`;

const STANDING = `
SELECT DISTINCT ON (indicator) indicator, as_of::text AS "asOf", level, source FROM macro_alerts
WHERE region = $1 AND as_of <= $2::date ORDER BY indicator, as_of DESC`;

const SHIPPED: PublishedIndicatorRules = {
  ...{ version: 0, rules: BUILT_IN_INDICATOR_RULES, publishedBy: PRODUCT },
  why: 'none ships with the product: what is unusual differs from place to place',
};

interface Row {
  version: number;
  rules: IndicatorRule[];
  published_by: string;
  published_at: Date;
  why: string;
}

/** Figures of the economy, and when they are worth telling a region of. */
export class IndicatorRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** A report of the same indicator, region and day replaces the other. @param values each of them once */
  async save(values: readonly ReportedIndicator[]): Promise<void> {
    if (values.length === 0) return;
    const keys = ['indicator', 'region', 'asOf', 'value', 'source'] as const;
    await this.pool.query(
      SAVE,
      keys.map((key) => values.map((value) => value[key])),
    );
  }

  /** @returns by indicator and region, the newest first, those behind `after` */
  async list(
    { indicator, region }: IndicatorFilter,
    { after, limit }: Page<[indicator: string, region: string, asOf: IsoDate]>,
  ): Promise<ReportedIndicator[]> {
    const { rows } = await this.pool.query<ReportedIndicator>(LIST, [
      ...[indicator, region],
      ...[after?.[0], after?.[1], after?.[2], limit],
    ]);
    return rows;
  }

  /**
   * @param asOf what is newer is not looked at
   * @param periods how far to look back from the newest value
   * @returns the series of the region by indicator, each in order of days; where it has none, that of all regions
   */
  async series(
    indicators: readonly string[],
    { region, asOf, periods }: { region: string; asOf: IsoDate; periods: number },
  ): Promise<Map<string, IndicatorValue[]>> {
    const { rows } = await this.pool.query<IndicatorValue & { indicator: string }>(SERIES, [
      ...[indicators, region, asOf, periods + 1],
    ]);
    const series = new Map<string, IndicatorValue[]>();
    for (const { indicator, ...value } of rows)
      series.set(indicator, [...(series.get(indicator) ?? []), value]);
    return series;
  }

  /** @returns the newest alert of each indicator that the region was told of */
  async standing(region: string, asOf: IsoDate): Promise<StandingLevel[]> {
    const { rows } = await this.pool.query<StandingLevel>(STANDING, [region, asOf]);
    return rows;
  }

  /** @returns all versions of the rules, the newest first */
  async ruleVersions(): Promise<PublishedIndicatorRules[]> {
    const { rows } = await this.pool.query<Row>('SELECT * FROM indicator_rules ORDER BY version DESC');
    return [...rows.map(toPublished), SHIPPED];
  }

  /** @returns the rules that count now */
  async newestRules(): Promise<PublishedIndicatorRules> {
    const { rows } = await this.pool.query<Row>(
      'SELECT * FROM indicator_rules ORDER BY version DESC LIMIT 1',
    );
    return rows[0] ? toPublished(rows[0]) : SHIPPED;
  }

  /** All rules at once, in place of those before. @param now epoch milliseconds */
  publish(
    rules: readonly IndicatorRule[],
    { by, why }: Publication,
    now: number,
  ): Promise<PublishedIndicatorRules> {
    return inTransaction(this.pool, async (tx) => {
      // Two people at once get two numbers.
      await tx.query({
        text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
        values: ['indicator rules'],
      });
      const { rows } = await tx.query<Row>({
        text: `INSERT INTO indicator_rules (version, rules, published_by, published_at, why)
               SELECT 1 + coalesce(max(version), 0), $1::jsonb, $2::text, $3::timestamptz, $4::text
               FROM indicator_rules RETURNING *`,
        values: [JSON.stringify(rules), by, new Date(now), why],
      });
      return toPublished(rows[0] as Row);
    });
  }
}

function toPublished(row: Row): PublishedIndicatorRules {
  return {
    ...{ version: row.version, rules: row.rules, publishedBy: row.published_by, why: row.why },
    publishedAtMs: row.published_at.getTime(),
  };
}
