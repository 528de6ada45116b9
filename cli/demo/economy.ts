import { addDays } from '../../domain/calendar.ts';
import type { MacroLevel } from '../../domain/case/state.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import type { Portfolio } from '../../domain/portfolio/portfolio.ts';
import { ACTORS } from './actors.ts';
import type { BankApi } from './bank-api.ts';
import { ZONE } from './loan-books.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How a region fares: it is watched, gets worse, and recovers. Days from the first. */
const COURSE: readonly { day: number; level: MacroLevel }[] = [
  { day: 9, level: 'watch' },
  { day: 21, level: 'severe' },
  { day: 48, level: 'none' },
];

/** What the bank's economists report of the region that has most customers. */
export async function reportEconomy(deps: {
  api: BankApi;
  time: VirtualTime;
  portfolio: Pick<Portfolio, 'asOf' | 'customers'>;
}): Promise<void> {
  const { api, time, portfolio } = deps;
  const region = largestRegion(portfolio);
  for (const { day, level } of COURSE) {
    const asOf = addDays(portfolio.asOf, day);
    await time.until(atLocalTime(asOf, '07:30', ZONE));
    const body = { region, indicator: 'unemployment', level, asOf, source: 'statistics-office' };
    await api.report(`demo-economy-${day}`, { path: '/v1/macro-alerts', actor: ACTORS.economist, body });
  }
}

function largestRegion({ customers }: Pick<Portfolio, 'customers'>): string {
  const counts = new Map<string, number>();
  for (const { region } of customers) counts.set(region, (counts.get(region) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b))[0]?.[0] ?? '';
}
