import { formatMoney } from '../money.ts';
import type { Strategy, Tier } from '../strategy/schema.ts';

/** From which probability of repayment on risk is low, and from which it is middle. */
export type Thresholds = Pick<Strategy['tierFrom'], 'low' | 'middle'>;

/**
 * The thresholds that count for so much overdue.
 *
 * @param arrearsMinor minor units of the loan's currency
 * @returns those of the highest amount that is reached, which is named; else those for any amount
 * @example thresholdsFor({ low: 0.7, middle: 0.4, byAmount: [{ arrearsFromMinor: 500, low: 0.9, middle: 0.6 }] }, 499)
 *   // { low: 0.7, middle: 0.4 }
 */
export function thresholdsFor(
  { low, middle, byAmount = [] }: Strategy['tierFrom'],
  arrearsMinor: number,
): Thresholds & { arrearsFromMinor?: number } {
  return byAmount.findLast(({ arrearsFromMinor }) => arrearsMinor >= arrearsFromMinor) ?? { low, middle };
}

/**
 * @param probability of repayment, 0..1
 * @example tierOf(0.7, { low: 0.7, middle: 0.4 }) // 'low'
 */
export function tierOf(probability: number, { low, middle }: Thresholds): Tier {
  if (probability >= low) return 'low';
  return probability >= middle ? 'middle' : 'high';
}

/**
 * The tier after a new score: the probability has to be beyond a threshold by the width of the band, so that a case
 * on the edge does not go to and fro, and the tier changes by one at a time.
 *
 * @param probability of repayment, 0..1
 * @param band 0..0.5
 * @example tierAfter('low', 0.66, { low: 0.7, middle: 0.4 }, 0.05) // 'low'
 * @example tierAfter('low', 0.2, { low: 0.7, middle: 0.4 }, 0.05) // 'middle'
 */
export function tierAfter(tier: Tier, probability: number, { low, middle }: Thresholds, band: number): Tier {
  switch (tier) {
    case 'low':
      return probability < low - band ? 'middle' : 'low';
    case 'middle':
      if (probability >= low + band) return 'low';
      return probability < middle - band ? 'high' : 'middle';
    case 'high':
      return probability >= middle + band ? 'middle' : 'high';
  }
}

/**
 * @param tierBy which tier it would be by thresholds
 * @returns in words what the amount has changed; undefined when it is the tier of any amount
 */
export function amountWords(
  tierFrom: Strategy['tierFrom'],
  { arrearsMinor, currency }: { arrearsMinor: number; currency: string },
  tierBy: (thresholds: Thresholds) => Tier,
): string | undefined {
  const { arrearsFromMinor, ...thresholds } = thresholdsFor(tierFrom, arrearsMinor);
  if (arrearsFromMinor === undefined || tierBy(thresholds) === tierBy(tierFrom)) return undefined;
  const { low, middle } = thresholds;
  return `from ${formatMoney(arrearsFromMinor, currency)} on, risk is low from ${low} and middle from ${middle}`;
}
