import type { Strategy, Tier } from '../strategy/schema.ts';

/**
 * The tier after a new score: the probability has to be beyond a threshold by the width of the band, so that a case
 * on the edge does not go to and fro, and the tier changes by one at a time.
 *
 * @param probability of repayment, 0..1
 * @param band 0..0.5
 * @example tierAfter('low', 0.66, { low: 0.7, middle: 0.4 }, 0.05) // 'low'
 * @example tierAfter('low', 0.2, { low: 0.7, middle: 0.4 }, 0.05) // 'middle'
 */
export function tierAfter(
  tier: Tier,
  probability: number,
  tierFrom: Strategy['tierFrom'],
  band: number,
): Tier {
  switch (tier) {
    case 'low':
      return probability < tierFrom.low - band ? 'middle' : 'low';
    case 'middle':
      if (probability >= tierFrom.low + band) return 'low';
      return probability < tierFrom.middle - band ? 'high' : 'middle';
    case 'high':
      return probability >= tierFrom.middle + band ? 'middle' : 'high';
  }
}
