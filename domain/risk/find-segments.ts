import { kmeans, kmeansGenerator } from 'ml-kmeans';
import { random, shuffled } from '../portfolio/random.ts';
import type { FeatureValues } from './features/case-features.ts';
import { placeOf, segmentOf, squaredDistance } from './segment.ts';
import { SEGMENT_BEHAVIOUR, type Behaviour } from './segment-behaviour.ts';
import { segmentNames } from './segment-names.ts';
import { scaleOf } from './segment-scale.ts';
import { Silhouette } from './segment-silhouette.ts';
import type { Segmentation } from './segmentation.ts';

/** Fewer rows would give segments of a handful of loans. */
export const FEWEST_ROWS = 200;

/**
 * Mean silhouette below which nothing is found.
 *
 * @see L. Kaufman and P. J. Rousseeuw, Finding Groups in Data (1990): up to 0.25, no substantial structure
 */
export const LEAST_SILHOUETTE = 0.25;

/** A segment that is smaller is not worth treating on its own: such a k is passed over. */
const LEAST_SHARE = 0.02;

const [FEWEST_SEGMENTS, MOST_SEGMENTS] = [2, 8];

/** Rows that centres are worked out from; of more, as many are drawn by the seed. */
const MOST_ROWS = 50_000;
/** Rows on which k is chosen. */
const CHOOSING_ROWS = 4_000;
/** Rows of the silhouette. */
const SILHOUETTE_ROWS = 1_500;
/** k-means ends in the nearest hollow: it begins this often, and the best end counts. */
const STARTS = 4;

export interface FoundSegments {
  /** null: there are none to be found */
  readonly segmentation: Segmentation | null;
  /** what was found, or why nothing was */
  readonly why: string;
}

type Points = number[][];

/** What segments are looked for in. */
export interface FindSegmentsInput {
  /** features of loans; a value that is missing counts as the mean, one beyond three standard deviations as there */
  readonly rows: readonly FeatureValues[];
  /** of the draws, a whole number */
  readonly seed: number;
  /** which features are looked at, and how segments are called by them; absent: all of behaviour */
  readonly behaviours?: readonly Behaviour[];
}

/**
 * Finds loans that behave alike: k-means on standardised features of behaviour, k of 2 to 8 by the mean silhouette on a
 * sample. The same rows and seed give the same segments.
 *
 * @returns segments, the largest first; none of fewer than 200 rows, and none where the mean silhouette is below 0.25
 */
export function findSegments(input: FindSegmentsInput): FoundSegments {
  const steps = findSegmentsInSteps(input);
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}

/** As `findSegments`, for callers who have other work: @yields between steps of some tenths of a second at most */
export function* findSegmentsInSteps(input: FindSegmentsInput): Generator<undefined, FoundSegments> {
  const { seed, behaviours = SEGMENT_BEHAVIOUR } = input;
  if (input.rows.length < FEWEST_ROWS) {
    return nothing(`${input.rows.length} rows are too few for segments: it takes ${FEWEST_ROWS}`);
  }
  const rows = shuffled(input.rows, random(`segments:${seed}`)).slice(0, MOST_ROWS);
  const features = scaleOf(
    rows,
    behaviours.map(({ name }) => name),
  );
  if (features.length === 0) return nothing('no feature of behaviour differs between the rows');
  const points = rows.map((row) => placeOf(features, row));
  const tried = yield* tryEach(points.slice(0, CHOOSING_ROWS), seed);
  const silhouette = tried.map(({ k, mean }) => ({ k, mean: rounded(mean) }));
  const [best] = tried
    .filter(({ least }) => least >= LEAST_SHARE)
    .sort((a, b) => b.mean - a.mean || a.k - b.k);
  if (!best || best.mean < LEAST_SILHOUETTE) {
    const says = best
      ? `the best mean silhouette is ${best.mean.toFixed(2)}`
      : 'all but a few rows are alike';
    return nothing(`no groups stand apart: ${says}, and it takes ${LEAST_SILHOUETTE}`);
  }
  const centres = yield* settle(points, best.centres);
  const spoken = features.flatMap(({ name }) => behaviours.filter((behaviour) => behaviour.name === name));
  const segments = describe({ features, centres, rows, spoken });
  const why = `${best.k} segments, mean silhouette ${best.mean.toFixed(2)}`;
  return { segmentation: { features, segments, silhouette }, why };
}

const nothing = (why: string): FoundSegments => ({ segmentation: null, why });

interface Tried {
  readonly k: number;
  readonly centres: Points;
  /** mean silhouette */
  readonly mean: number;
  /** share of the smallest */
  readonly least: number;
}

function* tryEach(points: Points, seed: number): Generator<undefined, Tried[]> {
  const silhouette = new Silhouette(points.slice(0, SILHOUETTE_ROWS));
  const tried: Tried[] = [];
  for (let k = FEWEST_SEGMENTS; k <= MOST_SEGMENTS; k += 1) {
    const { centres, clusters } = bestOf(points, k, seed);
    const sizes = Array<number>(k).fill(0);
    for (const cluster of clusters) sizes[cluster]! += 1;
    const mean = silhouette.mean(clusters.slice(0, SILHOUETTE_ROWS), k);
    tried.push({ k, centres, mean, least: Math.min(...sizes) / points.length });
    yield;
  }
  return tried;
}

/** The end of several beginnings at which rows are nearest to their centres. */
function bestOf(points: Points, k: number, seed: number): { centres: Points; clusters: number[] } {
  const draws = random(`segments:${seed}:${k}`);
  const ends = Array.from({ length: STARTS }, () => {
    const { centroids, clusters } = kmeans(points, k, { seed: draws.int(1, 1_000_000) });
    const away = points.reduce(
      (sum, point, row) => sum + squaredDistance(point, centroids[clusters[row]!]!),
      0,
    );
    return { centres: centroids, clusters, away };
  });
  return ends.reduce((best, end) => (end.away < best.away ? end : best));
}

/** Moves the centres of the sample to where they are of all rows. */
function* settle(points: Points, initialization: Points): Generator<undefined, Points> {
  let centres = initialization;
  for (const step of kmeansGenerator(points, centres.length, { initialization })) {
    centres = step.centroids;
    yield;
  }
  return centres;
}

/** The centres as they are kept, largest segment first, each with its share as `segmentOf` gives loans to it, and a name. */
function describe(found: {
  features: Segmentation['features'];
  centres: Points;
  rows: readonly FeatureValues[];
  spoken: readonly Behaviour[];
}): Segmentation['segments'] {
  const { features, rows, spoken } = found;
  const segments = found.centres.map((centre, at) => ({
    id: String(at),
    name: '',
    centre: centre.map(rounded),
    share: 0,
  }));
  const sizes = new Map<string, number>();
  for (const row of rows) {
    const id = segmentOf({ features, segments, silhouette: [] }, row);
    sizes.set(id, (sizes.get(id) ?? 0) + 1);
  }
  const sorted = segments
    .map(({ id, centre }) => ({ centre, share: rounded((sizes.get(id) ?? 0) / rows.length) }))
    .sort((a, b) => b.share - a.share);
  const names = segmentNames(
    spoken,
    sorted.map(({ centre }) => centre),
  );
  return sorted.map(({ centre, share }, at) => ({ ...names[at]!, centre, share }));
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
