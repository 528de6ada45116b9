import type { FeatureValues } from './features/case-features.ts';
import type { Segmentation } from './segmentation.ts';

/** Share of rows at either end that is brought to what the rest has, so that a few do not set the scale. */
const OUTLIERS = 0.01;

/** A feature that is known of fewer rows than this says more of what the bank records than of behaviour. */
const KNOWN_OF = 0.5;

/** Digits that are kept: more would be of this sample only. */
const DIGITS = 6;

/**
 * How each feature is brought to one scale: mean and standard deviation of the known values, the outermost hundredth at
 * either end brought to what the rest has.
 *
 * @param names of the features
 * @returns those that are known of half of the rows and are not the same in nearly all of them
 */
export function scaleOf(
  rows: readonly FeatureValues[],
  names: readonly string[],
): Segmentation['features'][number][] {
  return names.flatMap((name) => {
    const known = Float64Array.from(rows.flatMap((row) => numberOf(row[name])));
    if (known.length < KNOWN_OF * rows.length || known.length === 0) return [];
    const { mean, spread } = momentsOf(known.sort());
    return spread > 0 ? [{ name, mean, spread }] : [];
  });
}

const numberOf = (value: FeatureValues[string] | undefined): number[] =>
  typeof value === 'number' && Number.isFinite(value) ? [value] : [];

function momentsOf(sorted: Float64Array): { mean: number; spread: number } {
  const at = Math.floor(OUTLIERS * sorted.length);
  const [low, high] = [sorted[at]!, sorted[sorted.length - 1 - at]!];
  const kept = sorted.map((value) => Math.max(low, Math.min(high, value)));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / kept.length;
  // A column of one value is off its mean by what the sum was rounded by.
  const spread = low === high ? 0 : Math.sqrt(variance);
  return { mean: rounded(mean), spread: rounded(spread) };
}

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));
