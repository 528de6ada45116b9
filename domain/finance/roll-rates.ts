import { BUCKETS, type Bucket } from '../delinquency.ts';

/** Rows are where loans come from, columns where they go to, both in the order of BUCKETS. */
export type BucketMatrix = readonly (readonly number[])[];

/** Loans that were in one bucket, and in which one a month later. */
export interface BucketMoves {
  from: Bucket;
  to: Bucket;
  /** >= 0 */
  loans: number;
}

/**
 * What a month does to loans of which nothing has been seen yet. An assumption: judgement of the usual shape, in which the
 * later a loan is the rarer it comes back, and not measured anywhere.
 */
export const ASSUMED_ROLL_RATES: BucketMatrix = [
  [0.97, 0.03, 0, 0, 0, 0, 0],
  [0.6, 0.15, 0.25, 0, 0, 0, 0],
  [0.3, 0.1, 0.1, 0.5, 0, 0, 0],
  [0.15, 0.05, 0.05, 0.1, 0.65, 0, 0],
  [0.08, 0.02, 0.02, 0.03, 0.1, 0.75, 0],
  [0.05, 0.01, 0.01, 0.01, 0.02, 0.45, 0.45],
  [0.02, 0, 0, 0, 0, 0, 0.98],
];

/** Loans in a bucket from which on what was seen of them counts more than what is assumed. */
export const ASSUMED_LOANS = 10;

/** @returns how many loans went from each bucket to each */
export function countMoves(moves: readonly BucketMoves[]): number[][] {
  const counts = BUCKETS.map(() => BUCKETS.map(() => 0));
  for (const { from, to, loans } of moves) {
    const row = counts[BUCKETS.indexOf(from)];
    const column = BUCKETS.indexOf(to);
    if (row) row[column] = (row[column] ?? 0) + loans;
  }
  return counts;
}

/** @returns all of them together */
export function addCounts(all: readonly BucketMatrix[]): number[][] {
  return BUCKETS.map((_, i) => BUCKETS.map((__, j) => all.reduce((sum, one) => sum + (one[i]?.[j] ?? 0), 0)));
}

/**
 * Roll rates: of the loans in a bucket, the share that is in each bucket a month later. Each row is pulled towards
 * `prior` as if `priorLoans` loans had been seen moving like that, so that a bucket with few loans says little.
 *
 * @param counts loans from each bucket to each, >= 0
 * @param prior rows that sum to 1; default: assumed ones
 * @param priorLoans > 0
 * @returns rows that sum to 1, each rate between the observed and the prior one
 */
export function rollRates(
  counts: BucketMatrix,
  prior: BucketMatrix = ASSUMED_ROLL_RATES,
  priorLoans = ASSUMED_LOANS,
): number[][] {
  return counts.map((row, i) => {
    const loans = row.reduce((a, b) => a + b, 0);
    return row.map((count, j) => (count + priorLoans * (prior[i]?.[j] ?? 0)) / (loans + priorLoans));
  });
}

/** @returns where loans are after a month of `rates`, by bucket */
export function roll(byBucket: readonly number[], rates: BucketMatrix): number[] {
  return byBucket.map((_, j) => byBucket.reduce((sum, loans, i) => sum + loans * (rates[i]?.[j] ?? 0), 0));
}

/** @returns the months one after the other: `first`, then `then` */
export function rollOn(first: BucketMatrix, then: BucketMatrix): number[][] {
  return first.map((row) => roll(row, then));
}
