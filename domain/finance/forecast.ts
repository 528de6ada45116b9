import { random, type Random } from '../portfolio/random.ts';
import { drawShares } from './dirichlet.ts';
import { addCounts, roll, rollOn, rollRates, type BucketMatrix } from './roll-rates.ts';

export interface ForecastInput {
  /** loans by bucket today */
  loans: readonly number[];
  /** moves of each month that was seen, in any order */
  seen: readonly BucketMatrix[];
  /** months ahead, 1..24 */
  months: number;
  /** the same text gives the same intervals */
  seed: string;
  /** futures that are drawn for the intervals, default 400 */
  draws?: number;
}

/** By bucket, after so many months. */
export interface ForecastMonth {
  /** 1 for the first to come */
  month: number;
  expected: number[];
  /** the interval in which it is to lie nine times out of ten */
  low: number[];
  high: number[];
  /** of what is in a bucket today, the share in each bucket by then: for balances too */
  shares: BucketMatrix;
}

const DRAWS = 400;

/** Standard deviations to either side that hold 90 % of a normal distribution. */
const Z90 = 1.645;

/**
 * Where loans will be if months go on as they have: a Markov chain over delinquency buckets. What is expected follows the
 * rates of all months together. The interval holds three kinds of chance: which of the months seen each month to come
 * will be like, how little a month with few loans says, and what each loan happens to do.
 *
 * @returns one row per month to come; expected loans always sum to those of today
 */
export function forecastBuckets(input: ForecastInput): ForecastMonth[] {
  const { loans, seen, months, seed, draws = DRAWS } = input;
  const pooled = rollRates(addCounts(seen));
  const futures = Array.from({ length: draws }, (_, draw) =>
    drawFuture(input, pooled, random(`${seed}:${draw}`)),
  );
  const total = loans.reduce((a, b) => a + b, 0);
  const rows: ForecastMonth[] = [];
  for (let [month, shares] = [1, pooled]; month <= months; month += 1, shares = rollOn(shares, pooled)) {
    const expected = roll(loans, shares);
    const deviations = deviationsOf(
      loans,
      futures.map((future) => future[month - 1] ?? []),
    );
    const beside = (side: 1 | -1) =>
      expected.map((mean, at) => Math.min(total, Math.max(0, mean + side * Z90 * (deviations[at] ?? 0))));
    rows.push({ month, expected, low: beside(-1), high: beside(1), shares });
  }
  return rows;
}

/** One way in which the months to come may go: for each of them, the shares from today to its end. */
function drawFuture({ seen, months }: ForecastInput, pooled: BucketMatrix, draws: Random): BucketMatrix[] {
  const future: BucketMatrix[] = [];
  for (let month = 0; month < months; month += 1) {
    const like = seen.length === 0 ? undefined : draws.pick(seen);
    const step = pooled.map((rates, i) =>
      drawShares(
        // As in the pooled rates: a month with few loans is like all months.
        rates.map((rate, j) => (like?.[i]?.[j] ?? 0) + LIKE_ALL_MONTHS * rate),
        draws,
      ),
    );
    const before = future.at(-1);
    future.push(before ? rollOn(before, step) : step);
  }
  return future;
}

/** Loans in a bucket from which on a month counts more than all months together do. */
const LIKE_ALL_MONTHS = 10;

/** By the law of total variance: between the futures, and of the loans within each. */
function deviationsOf(loans: readonly number[], futures: readonly BucketMatrix[]): number[] {
  return loans.map((_, to) => {
    let [sum, squares, within] = [0, 0, 0];
    for (const shares of futures) {
      let mean = 0;
      loans.forEach((count, from) => {
        const share = shares[from]?.[to] ?? 0;
        mean += count * share;
        within += count * share * (1 - share);
      });
      sum += mean;
      squares += mean ** 2;
    }
    const between = squares / futures.length - (sum / futures.length) ** 2;
    return Math.sqrt(Math.max(0, between) + within / futures.length);
  });
}
