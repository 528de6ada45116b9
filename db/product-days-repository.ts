import { BASE_DAYS, GUARD_DAYS } from '../domain/alerts/portfolio/control-chart.ts';
import type { ProductDay } from '../domain/alerts/portfolio/delinquency-alerts.ts';
import { addDays, type IsoDate } from '../domain/calendar.ts';
import type { Pool } from './client.ts';

const DAYS = `
SELECT day::text, product, loans, over_30 AS "over30", fell_due AS "fellDue", newly_past_due AS "newlyPastDue"
FROM product_days WHERE region = $1 AND day BETWEEN $2::date AND $3::date ORDER BY day, product`;

/** The loans of a region by product, day by day. */
export class ProductDaysRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns as many days as a control chart looks at, in order; those that are recorded */
  async forChart(region: string, asOf: IsoDate): Promise<ProductDay[]> {
    const from = addDays(asOf, -BASE_DAYS - GUARD_DAYS);
    const { rows } = await this.pool.query<ProductDay>(DAYS, [region, from, asOf]);
    return rows;
  }

  /** @returns the newest day that is recorded; undefined when there is none */
  async newestDay(region: string): Promise<IsoDate | undefined> {
    const { rows } = await this.pool.query<{ day: IsoDate | null }>(
      'SELECT max(day)::text AS day FROM product_days WHERE region = $1',
      [region],
    );
    return rows[0]?.day ?? undefined;
  }
}
