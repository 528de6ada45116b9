import { normalQuantile, studentPValue, studentQuantile } from './distributions.ts';

/** Two groups side by side: how they differ, how sure that is, and what difference would have been seen. */

export interface Interval {
  from: number;
  to: number;
}

export interface Proportion {
  /** 0..n */
  successes: number;
  n: number;
}

export interface Sample {
  mean: number;
  /** of the sample (divided by n - 1), >= 0 */
  variance: number;
  n: number;
}

export interface Comparison {
  /** of the second less the first */
  difference: number;
  interval: Interval;
  /** the probability of a difference as large by chance alone, 0..1 */
  pValue: number;
  /** the smallest difference that groups of this size show in `POWER` of all cases */
  detectable: number;
}

/** How sure an interval is, and at 1 less this a difference counts as seen. */
export const CONFIDENCE = 0.95;
/** How often a difference of the detectable size is seen. */
export const POWER = 0.8;

const Z = normalQuantile(0.5 + CONFIDENCE / 2);
const SEEN = Z + normalQuantile(POWER);

/**
 * Wilson's interval of a proportion: it holds for few and for extreme ones too.
 *
 * @returns within 0..1; everything, when there is nothing
 * @example wilson({ successes: 8, n: 10 }) // { from: 0.4901…, to: 0.9433… }
 * @see Wilson (1927), Probable inference, the law of succession, and statistical inference
 */
export function wilson({ successes, n }: Proportion): Interval {
  if (n === 0) return { from: 0, to: 1 };
  const share = successes / n;
  const centre = share + (Z * Z) / (2 * n);
  const reach = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return { from: Math.max(0, (centre - reach) / scale), to: Math.min(1, (centre + reach) / scale) };
}

/**
 * Two proportions: the pooled z test, with Newcombe's interval of the difference.
 *
 * @returns undefined when one group is empty
 * @example compareProportions({ successes: 48, n: 80 }, { successes: 56, n: 70 })?.difference // 0.2
 * @see Newcombe (1998), Interval estimation for the difference between independent proportions, method 10
 */
export function compareProportions(first: Proportion, second: Proportion): Comparison | undefined {
  if (first.n === 0 || second.n === 0) return undefined;
  const [p, q] = [first.successes / first.n, second.successes / second.n];
  const difference = q - p;
  const pooled = (first.successes + second.successes) / (first.n + second.n);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.n + 1 / second.n));
  const [a, b] = [wilson(first), wilson(second)];
  return {
    difference,
    interval: {
      from: difference - Math.hypot(q - b.from, a.to - p),
      to: difference + Math.hypot(b.to - q, p - a.from),
    },
    pValue: error === 0 ? 1 : studentPValue(difference / error, Infinity),
    detectable: SEEN * error,
  };
}

/** @returns the interval of a mean, by Student's t; undefined for fewer than two values */
export function meanInterval({ mean, variance, n }: Sample): Interval | undefined {
  if (n < 2) return undefined;
  const reach = studentQuantile(0.5 + CONFIDENCE / 2, n - 1) * Math.sqrt(variance / n);
  return { from: mean - reach, to: mean + reach };
}

/**
 * Two means, by Welch's test: neither variances nor sizes need be alike.
 *
 * @returns undefined when a group has fewer than two values
 * @see Welch (1947), The generalization of Student's problem when several different population variances are involved
 */
export function compareMeans(first: Sample, second: Sample): Comparison | undefined {
  if (first.n < 2 || second.n < 2) return undefined;
  const [a, b] = [first.variance / first.n, second.variance / second.n];
  const difference = second.mean - first.mean;
  const error = Math.sqrt(a + b);
  if (error === 0) {
    const interval = { from: difference, to: difference };
    return { difference, interval, pValue: difference === 0 ? 1 : 0, detectable: 0 };
  }
  const degrees = (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1));
  const reach = studentQuantile(0.5 + CONFIDENCE / 2, degrees) * error;
  return {
    difference,
    interval: { from: difference - reach, to: difference + reach },
    pValue: studentPValue(difference / error, degrees),
    detectable: SEEN * error,
  };
}
