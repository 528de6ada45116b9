import { addDays } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import type { Portfolio } from '../../domain/portfolio/portfolio.ts';
import { MANAGER } from '../../domain/portfolio/roster.ts';
import { ACTORS } from './actors.ts';
import type { BankApi } from './bank-api.ts';
import { ZONE } from './loan-books.ts';
import type { VirtualTime } from './virtual-time.ts';

const INDICATOR = 'unemployment';

/** How a region fares, in per cent: as it was, worse, worse still, and better again. Days from the first. */
const COURSE: readonly { day: number; value: number }[] = [
  { day: -45, value: 5.1 },
  { day: -14, value: 5.2 },
  { day: 9, value: 6.3 },
  { day: 21, value: 7.6 },
  { day: 48, value: 5.4 },
];

const RULES = {
  why: 'as agreed in the risk committee',
  rules: [
    { id: 'jobless-6', indicator: INDICATOR, level: 'watch', when: { kind: 'above', value: 6 } },
    { id: 'jobless-7', indicator: INDICATOR, level: 'severe', when: { kind: 'above', value: 7 } },
  ],
};

/** A manager says when figures are worth an alert, and the bank's economists report those of a region. */
export async function reportEconomy(deps: {
  api: BankApi;
  time: VirtualTime;
  asOf: Portfolio['asOf'];
  region: string;
}): Promise<void> {
  const { api, time, asOf, region } = deps;
  await api.ask('demo-indicator-rules', { path: '/v1/indicator-rules', actor: MANAGER, body: RULES });
  for (const { day, value } of COURSE) {
    const on = addDays(asOf, day);
    await time.until(atLocalTime(on, '07:30', ZONE));
    const body = { region, indicator: INDICATOR, asOf: on, value, source: 'statistics-office' };
    await api.report(`demo-economy-${day}`, { path: '/v1/indicators', actor: ACTORS.economist, body });
  }
}

/** @returns the region that has most customers */
export function largestRegion({ customers }: Pick<Portfolio, 'customers'>): string {
  const counts = new Map<string, number>();
  for (const { region } of customers) counts.set(region, (counts.get(region) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b))[0]?.[0] ?? '';
}
