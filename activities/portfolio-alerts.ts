import type { Pool } from '../db/client.ts';
import { IndicatorRepository } from '../db/indicator-repository.ts';
import { ProductDaysRepository } from '../db/product-days-repository.ts';
import type { Alert } from '../domain/alerts/alert.ts';
import { delinquencyAlerts, readDelinquency } from '../domain/alerts/portfolio/delinquency-alerts.ts';
import { indicatorAlerts } from '../domain/alerts/portfolio/indicator-alerts.ts';
import { readIndicator } from '../domain/alerts/portfolio/indicator-rules.ts';
import { addDays } from '../domain/calendar.ts';
import type { RegionDay } from './daily-types.ts';

/** What the figures of a whole region give cause to look at: those of the day before, which is the last one recorded. */
export async function portfolioAlerts(
  { pool }: { pool: Pool },
  { region, day }: RegionDay,
): Promise<Alert[]> {
  const indicators = new IndicatorRepository(pool);
  const ended = addDays(day, -1);
  const [days, standing, { rules }] = await Promise.all([
    new ProductDaysRepository(pool).forChart(region, ended),
    indicators.standing(region, day),
    indicators.newestRules(),
  ]);
  const named = [...new Set(rules.map(({ indicator }) => indicator))].sort();
  const periods = Math.max(0, ...rules.map(({ when }) => ('periods' in when ? when.periods : 0)));
  const series = await indicators.series(named, { region, asOf: day, periods });
  const read = named.flatMap((name) => readIndicator(name, series.get(name) ?? [], rules) ?? []);
  const delinquency = readDelinquency({ region, asOf: ended }, days);
  const known = {
    standing,
    readings: [
      ...read,
      ...delinquency.flatMap(({ indicator, level }) => (level === undefined ? [] : [{ indicator, level }])),
    ],
  };
  return [...delinquencyAlerts(delinquency, known), ...indicatorAlerts({ region, day }, read, known)];
}
