import { withoutReasons } from '../risk/make-scorer.ts';
import type { Tier } from '../strategy/schema.ts';
import type { SimulationInput } from './input.ts';
import { liveCustomer } from './live.ts';
import type { SimulatedCustomer } from './customer.ts';
import { contactsOf, Tally, type Metric } from './tally.ts';

/** @returns what one strategy comes to with these customers, all counted */
export function simulatePortfolio(customers: readonly SimulatedCustomer[], input: SimulationInput): Tally {
  const tally = new Tally(input.days);
  const untold = { ...input, scorer: withoutReasons(input.scorer) };
  for (const customer of customers) liveCustomer(customer, untold, tally);
  return tally;
}

/** A mean over seeds with its interval of 95 % (Student). */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
}

/** Two-sided 95 % of Student's distribution by degrees of freedom, from 1 */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
] as const;

/**
 * @param values of one figure, one a seed
 * @returns their mean, and where it lies with 95 % confidence; of a single value nothing is known of that
 * @example estimateOf([1, 2, 3]) // { mean: 2, low: -0.48…, high: 4.48… }
 */
export function estimateOf(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, low: -Infinity, high: Infinity };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const half = (STUDENT[values.length - 2] ?? 1.96) * Math.sqrt(variance / values.length);
  return { mean, low: mean - half, high: mean + half };
}

/** A figure of two strategies and of their difference, which is smaller than chance: the customers are the same. */
export interface Compared {
  a: Estimate;
  b: Estimate;
  /** a less b, seed by seed */
  difference: Estimate;
}

/** @param pairs of tallies, one a seed: of strategy A and of strategy B */
export function compareBy(
  pairs: readonly (readonly [Tally, Tally])[],
  figure: (tally: Tally) => number,
): Compared {
  const values = pairs.map(([a, b]) => [figure(a), figure(b)] as const);
  return {
    a: estimateOf(values.map(([a]) => a)),
    b: estimateOf(values.map(([, b]) => b)),
    difference: estimateOf(values.map(([a, b]) => a - b)),
  };
}

/** @returns the sum of a metric, or of the contacts of all channels; of one risk, or of all; up to a day, or of all days */
export function figureOf(
  metric: Metric | 'contacts',
  risk?: Tier,
  lastDay?: number,
): (tally: Tally) => number {
  return (tally) =>
    metric === 'contacts' ? contactsOf(tally, risk, lastDay) : tally.total(metric, risk, lastDay);
}
