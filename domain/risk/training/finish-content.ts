import type { FeatureValues } from '../features/case-features.ts';
import { findSegmentsInSteps } from '../find-segments.ts';
import type { ModelContent } from '../model-version.ts';

/** What was learnt, before that is added which takes its scores. */
export type DraftContent = Omit<ModelContent, 'segmentation' | 'segmentationWhy' | 'scores'>;

/** What is known of the rows that were learnt from. */
export interface LearntRows {
  readonly values: readonly FeatureValues[];
  /** of each row, as the model scores it */
  readonly points: Float64Array;
  readonly seed: number;
}

const TENTHS = 10;

/**
 * Adds to what was learnt how loans and scores were spread when it was.
 *
 * @yields between steps of some tenths of a second
 */
export function* finishContent(
  draft: DraftContent,
  { values, points, seed }: LearntRows,
): Generator<undefined, ModelContent> {
  const { segmentation, why: segmentationWhy } = yield* findSegmentsInSteps({ rows: values, seed });
  return { ...draft, segmentation, segmentationWhy, scores: tenthsOf(points) };
}

/**
 * Cuts points into tenths of the rows.
 *
 * @returns the bounds between the groups, ascending, each once, and the share of rows in each group: below the first bound,
 *   from each bound to the next, and from the last one up
 * @example tenthsOf(Float64Array.of(400, 400, 500, 600)) // { bounds: [500, 600], shares: [0.5, 0.25, 0.25] }
 */
export function tenthsOf(points: Float64Array): ModelContent['scores'] {
  const sorted = points.slice().sort();
  const least = sorted[0] ?? 0;
  const cuts = Array.from(
    { length: TENTHS - 1 },
    (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / TENTHS)] ?? least,
  );
  const bounds = [...new Set(cuts)].filter((bound) => bound > least);
  const counts = new Array<number>(bounds.length + 1).fill(0);
  for (const value of points) counts[bounds.filter((bound) => value >= bound).length]! += 1;
  return { bounds, shares: counts.map((count) => count / Math.max(1, points.length)) };
}
