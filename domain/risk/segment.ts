import type { FeatureValues } from './features/case-features.ts';
import type { Segmentation } from './segmentation.ts';

/** In standard deviations: a value that is farther from the mean counts as if it were here. */
export const FARTHEST = 3;

/**
 * Where a loan is among the centres. What is not known of it is at the mean, so that it pulls nowhere.
 *
 * @param features how each value is brought to one scale
 * @returns standard deviations from the mean, -3 .. 3, in the order of the features
 */
export function placeOf(features: Segmentation['features'], values: FeatureValues): number[] {
  return features.map(({ name, mean, spread }) => {
    const value = values[name];
    if (typeof value !== 'number' || Number.isNaN(value)) return 0;
    return Math.max(-FARTHEST, Math.min(FARTHEST, (value - mean) / spread));
  });
}

/**
 * The segment whose centre is nearest: a few hundred multiplications, so decisions call it as they please.
 *
 * @param segmentation of a published model
 * @param values features of the loan now; those that are missing count as the mean
 * @returns id of the segment; of two that are equally near, the larger one, which comes first
 * @example segmentOf(segmentation, { paidShare180: 0.98, timesLate365: 0 }) // 'pays-much-seldom-late'
 */
export function segmentOf({ features, segments }: Segmentation, values: FeatureValues): string {
  const place = placeOf(features, values);
  let nearest = { id: '', distance: Infinity };
  for (const { id, centre } of segments) {
    const distance = squaredDistance(place, centre);
    if (distance < nearest.distance) nearest = { id, distance };
  }
  return nearest.id;
}

/** @returns the square of the Euclidean distance */
export function squaredDistance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at]! - b[at]!) ** 2;
  return sum;
}
