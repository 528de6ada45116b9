import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { localDate, type IsoDate } from '../../../domain/calendar.ts';
import {
  bucketOf,
  BUCKETS,
  delinquencyOf,
  type Bucket,
  type Instalment,
} from '../../../domain/delinquency.ts';
import { forecastBuckets } from '../../../domain/finance/forecast.ts';
import { countMoves } from '../../../domain/finance/roll-rates.ts';
import { parseMinor } from '../../../domain/money.ts';
import { addMonths } from '../../../domain/plan/add-months.ts';

/** The real portfolio lies beside the checkout; it is not part of the project. */
const PORTFOLIO = fileURLToPath(new URL('../../../../shared/data/portfolio-real/', import.meta.url));
const present = existsSync(PORTFOLIO);

/** No field of these two files is quoted. */
function readRows(name: string): string[][] {
  const text = gunzipSync(readFileSync(`${PORTFOLIO}${name}.csv.gz`)).toString();
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

function byLoan<Row>(rows: string[][], loanAt: number, toRow: (fields: string[]) => Row): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const fields of rows) {
    const loanId = fields[loanAt] ?? '';
    const list = found.get(loanId) ?? [];
    list.push(toRow(fields));
    found.set(loanId, list);
  }
  return found;
}

const minor = (text = '') => parseMinor(text, 'CNY');

function bucketsOn(days: readonly IsoDate[]): Map<string, Bucket>[] {
  const schedules = byLoan(
    readRows('instalments'),
    0,
    ([, , dueOn = '', principal, interest, fee]): Instalment => {
      return { dueOn, amountMinor: minor(principal) + minor(interest) + minor(fee) };
    },
  );
  const payments = byLoan(readRows('payments'), 1, ([, , paidAt = '', amount]) => ({
    ...{ on: localDate(Date.parse(paidAt), 'Asia/Shanghai'), amountMinor: minor(amount) },
  }));
  return days.map((day) => {
    const buckets = new Map<string, Bucket>();
    for (const [loanId, instalments] of schedules) {
      const paid = (payments.get(loanId) ?? []).filter(({ on }) => on <= day);
      const paidMinor = paid.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      const inOrder = instalments.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
      buckets.set(loanId, bucketOf(delinquencyOf(inOrder, paidMinor, day).daysPastDue));
    }
    return buckets;
  });
}

describe.skipIf(!present)(
  `forecasts of the real portfolio${present ? '' : ' (SKIPPED: ../shared/data/portfolio-real is not there)'}`,
  () => {
    test('from each month end that has two months before it: what came true lies in most intervals', () => {
      // Its first instalments fall due in June: nothing is late before, and the months are still unlike one another.
      const days = [5, 4, 3, 2, 1, 0].map((ago) => addMonths('2026-10-31', -ago));
      const onDay = bucketsOn(days);
      const counts = onDay.map((buckets) =>
        BUCKETS.map((bucket) => [...buckets.values()].filter((found) => found === bucket).length),
      );
      const moves = onDay.slice(1).map((after, month) =>
        countMoves(
          [...after].map(([loanId, to]) => ({
            from: onDay[month]?.get(loanId) ?? 'current',
            to,
            loans: 1,
          })),
        ),
      );
      let [inside, all] = [0, 0];
      for (const from of [2, 3, 4]) {
        const [next] = forecastBuckets({
          ...{ loans: counts[from] ?? [], seen: moves.slice(0, from), months: 1, seed: days[from] ?? '' },
        });
        BUCKETS.forEach((_, at) => {
          const [low = NaN, high = NaN, found = NaN] = [
            next?.low[at],
            next?.high[at],
            counts[from + 1]?.[at],
          ];
          // What no loan can reach by then says nothing.
          if (found === 0 && high < 1) return;
          all += 1;
          if (found >= low && found <= high) inside += 1;
        });
      }
      expect(all).toBe(15);
      expect(inside).toBeGreaterThanOrEqual(13);
    });
  },
);
