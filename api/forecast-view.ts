import type { ForecastFacts } from '../db/forecast-repository.ts';
import { BUCKETS } from '../domain/delinquency.ts';
import { forecastBuckets } from '../domain/finance/forecast.ts';
import { addCounts, countMoves, roll, rollRates, type BucketMatrix } from '../domain/finance/roll-rates.ts';
import { formatMinor } from '../domain/money.ts';
import { addMonths } from '../domain/plan/add-months.ts';
import type { ForecastView } from './schemas/finance.ts';

/** Months seen from which on the intervals know how much months differ. */
const ENOUGH_MONTHS = 6;

/** @returns what becomes of the loans of today, as callers see it */
export function forecastView(
  { asOf, today, months: found }: ForecastFacts,
  { region, months }: { region?: string | undefined; months: number },
): ForecastView {
  const seen = found.map(({ moves }) => countMoves(moves));
  const all = addCounts(seen);
  const loans = byBucket(today, 'loans');
  const balances = [...new Set(today.map(({ currency }) => currency))].map((currency) => ({
    currency,
    minor: byBucket(
      today.filter((row) => row.currency === currency),
      'balanceMinor',
    ),
  }));
  const seed = `${region ?? ''} ${asOf}`;
  return {
    ...{ region: region ?? null, asOf, monthsSeen: seen.length, note: noteOf(seen.length) },
    today: BUCKETS.map((bucket, at) => ({ bucket, loans: loans[at] ?? 0 })),
    rollRates: ratesView(all),
    months: forecastBuckets({ loans, seen, months, seed }).map(({ month, expected, low, high, shares }) => ({
      month,
      on: addMonths(asOf, month),
      buckets: BUCKETS.map((bucket, at) => ({
        bucket,
        loans: { expected: tenth(expected[at]), low: tenth(low[at]), high: tenth(high[at]) },
        balances: balances.map(({ currency, minor }) => ({
          currency,
          amount: formatMinor(Math.round(roll(minor, shares)[at] ?? 0), currency),
        })),
      })),
    })),
  };
}

function byBucket(rows: ForecastFacts['today'], column: 'loans' | 'balanceMinor'): number[] {
  return BUCKETS.map((bucket) =>
    rows.reduce((sum, row) => (row.bucket === bucket ? sum + row[column] : sum), 0),
  );
}

function ratesView(counts: BucketMatrix): ForecastView['rollRates'] {
  return rollRates(counts).map((row, from) => ({
    from: BUCKETS[from] ?? 'current',
    loans: (counts[from] ?? []).reduce((a, b) => a + b, 0),
    to: row.map((share, to) => ({ bucket: BUCKETS[to] ?? 'current', share: Number(share.toFixed(6)) })),
  }));
}

function noteOf(monthsSeen: number): string {
  if (monthsSeen === 0) {
    return 'No month has been recorded from end to end yet: this is made of assumed roll rates alone.';
  }
  const months = `${monthsSeen} ${monthsSeen === 1 ? 'month' : 'months'}`;
  return monthsSeen < ENOUGH_MONTHS
    ? `Made of ${months}: how much months differ is hardly known, so the intervals are too narrow.`
    : `Made of ${months}: months to come are taken to be like them.`;
}

const tenth = (value = 0) => Math.round(value * 10) / 10;
