import type { Random } from '../portfolio/random.ts';

/**
 * Draws shares that sum to 1, by how often each outcome was seen: the more was seen, the closer to its shares.
 *
 * @param weights >= 0, at least one above 0
 * @example drawShares([1_000, 3_000], random('a')) // about [0.25, 0.75]
 */
export function drawShares(weights: readonly number[], random: Random): number[] {
  const drawn = weights.map((weight) => (weight > 0 ? drawGamma(weight, random) : 0));
  const sum = drawn.reduce((a, b) => a + b, 0);
  // With tiny weights all of it may be too small for a number: then it is the largest one's.
  const largest = weights.indexOf(Math.max(...weights));
  return sum > 0 ? drawn.map((value) => value / sum) : weights.map((_, at) => (at === largest ? 1 : 0));
}

/** Marsaglia and Tsang's method; a shape below 1 is drawn one higher and taken back. */
function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * open(random) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(open(random)) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Box and Muller's method. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(open(random))) * Math.cos(2 * Math.PI * random.next());
}

/** Above 0 and up to 1, so that its logarithm is a number. */
const open = ({ next }: Random) => 1 - next();
