import { invalidInput } from '../failures.ts';
import { incompleteBeta, inverse } from './special.ts';

/**
 * The distribution of Student's t.
 *
 * @param degrees of freedom > 0; Infinity for the normal distribution
 * @returns the probability of a value of at most t, 0..1
 * @example studentCdf(2, 5) // 0.9490…
 */
export function studentCdf(t: number, degrees: number): number {
  if (degrees === Infinity) return normalCdf(t);
  const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/**
 * @param p 0..1 exclusive, @param degrees of freedom > 0
 * @returns the value that is exceeded with probability 1 - p
 * @throws InvalidInput for a p that no value has
 * @example studentQuantile(0.975, 10) // 2.228…
 */
export function studentQuantile(p: number, degrees: number): number {
  return inverse((t) => studentCdf(t, degrees), checked(p));
}

/** @returns the probability that a t of that size or larger, in either direction, has come by chance, 0..1 */
export function studentPValue(t: number, degrees: number): number {
  return Math.min(1, 2 * studentCdf(-Math.abs(t), degrees));
}

/**
 * The standard normal distribution.
 *
 * @example normalCdf(1.96) // 0.9750…
 */
export function normalCdf(z: number): number {
  if (z < -40) return 0;
  if (z > 40) return 1;
  return z < 0 ? tailBeyond(-z) : 1 - tailBeyond(z);
}

/** @param p 0..1 exclusive @returns the value that is exceeded with probability 1 - p @throws InvalidInput @example normalQuantile(0.975) // 1.9599… */
export function normalQuantile(p: number): number {
  return inverse(normalCdf, checked(p));
}

/** From here on the fraction converges quickly; below, the series does. */
const SERIES_TO = 2.5;

/** @param z >= 0 @returns the probability of more than z */
function tailBeyond(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < SERIES_TO) {
    let [term, sum] = [z, z];
    for (let n = 1; Math.abs(term) > 1e-18; n += 1) {
      term *= (z * z) / (2 * n + 1);
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let n = 200; n >= 1; n -= 1) fraction = z + n / fraction;
  return density / fraction;
}

function checked(p: number): number {
  if (p > 0 && p < 1) return p;
  throw invalidInput(`a quantile is of a probability between 0 and 1, not of ${p}`);
}
