import { formatMoney } from '../../domain/money.ts';
import { compareBy, figureOf, type Compared, type Estimate } from '../../domain/simulation/compare.ts';
import type { Metric, Tally } from '../../domain/simulation/tally.ts';
import { TIERS } from '../../domain/strategy/schema.ts';

export type Pairs = readonly (readonly [Tally, Tally])[];

/** Figures of the comparison, in the order of the table. */
const FIGURES: readonly (readonly [figure: Metric | 'contacts', name: string])[] = [
  ['recovered', 'recovered'],
  ['cost', 'cost'],
  ['cures', 'cures'],
  ['contacts', 'contacts'],
  ['sms', '  SMS'],
  ['email', '  e-mail'],
  ['push', '  push'],
  ['voice', '  calls'],
  ['letter', '  letters'],
  ['denied', 'not permitted'],
  ['promises', 'promises'],
  ['promisesKept', 'promises kept'],
  ['complaints', 'complaints (proxy)'],
  ['legal', 'to legal'],
  ['caseDays', 'case-days'],
];
const OF_MONEY: readonly string[] = ['recovered', 'cost'];
/** What is told by risk, and by day, too. */
const IN_DETAIL = ['recovered', 'cost', 'cures', 'contacts', 'complaints', 'legal'] as const;
const LOOKED_AT = [7, 30, 60, 90, 180, 365, 730] as const;

/** All that is compared, as data. */
export function comparison(pairs: Pairs) {
  const all = Object.fromEntries(FIGURES.map(([figure]) => [figure, compareBy(pairs, figureOf(figure))]));
  const byRisk = Object.fromEntries(
    TIERS.map((risk) => [
      risk,
      Object.fromEntries(IN_DETAIL.map((figure) => [figure, compareBy(pairs, figureOf(figure, risk))])),
    ]),
  );
  const byDay = Object.fromEntries(
    IN_DETAIL.map((figure) => [figure, { a: meanByDay(pairs, 0, figure), b: meanByDay(pairs, 1, figure) }]),
  );
  const upToDay = Object.fromEntries(
    LOOKED_AT.filter((day) => day <= (pairs[0]?.[0].days ?? 0)).map((day) => [
      day,
      Object.fromEntries(
        IN_DETAIL.map((figure) => [figure, compareBy(pairs, figureOf(figure, undefined, day - 1))]),
      ),
    ]),
  );
  return { all, byRisk, byDay, upToDay };
}

/** @returns of each day the mean over the seeds, not cumulated */
export function meanByDay(pairs: Pairs, of: 0 | 1, figure: Metric | 'contacts'): number[] {
  const tallies = pairs.map((pair) => pair[of]);
  const metrics: Metric[] = figure === 'contacts' ? ['sms', 'email', 'push', 'voice', 'letter'] : [figure];
  const sums = new Array<number>(tallies[0]?.days ?? 0).fill(0);
  for (const tally of tallies) {
    for (const metric of metrics) {
      for (const [day, amount] of tally.byDay(metric).entries()) sums[day] = (sums[day] ?? 0) + amount;
    }
  }
  return sums.map((sum) => sum / tallies.length);
}

/** @returns the comparison as people read it: two strategies side by side, their difference, and what chance allows */
export function tableOf(pairs: Pairs, names: readonly [string, string], currency: string): string {
  const { all, byRisk, upToDay } = comparison(pairs);
  const head = ['', names[0], names[1], 'difference', '95 % of it', ''];
  const rows = FIGURES.map(([figure, name]) => rowOf(name, figure, all[figure]!, currency));
  const risks = TIERS.flatMap((risk) => [
    [`${risk} risk`, '', '', '', '', ''],
    ...IN_DETAIL.map((figure) => rowOf(`  ${figure}`, figure, byRisk[risk]![figure]!, currency)),
  ]);
  const days = Object.entries(upToDay).flatMap(([day, figures]) => [
    [`by day ${day}`, '', '', '', '', ''],
    ...IN_DETAIL.map((figure) => rowOf(`  ${figure}`, figure, figures[figure]!, currency)),
  ]);
  return aligned([head, ...rows, ...risks, ...days]);
}

function rowOf(name: string, figure: string, { a, b, difference }: Compared, currency: string): string[] {
  const write = (value: number) =>
    OF_MONEY.includes(figure)
      ? formatMoney(Math.round(value), currency)
          .replace(/^\w+ /, '')
          .replace(/\.\d+$/, '')
      : // Not -0.
        (Math.round(value) || 0).toLocaleString('en-US');
  return [
    name,
    write(a.mean),
    write(b.mean),
    write(difference.mean),
    interval(difference, write),
    verdict(difference),
  ];
}

function interval({ low, high }: Estimate, write: (value: number) => string): string {
  return Number.isFinite(low) ? `${write(low)} to ${write(high)}` : 'one seed: unknown';
}

/** Marks what is more than chance. */
function verdict({ low, high }: Estimate): string {
  return (low > 0 && Number.isFinite(high)) || (high < 0 && Number.isFinite(low)) ? '*' : '';
}

function aligned(rows: readonly string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
