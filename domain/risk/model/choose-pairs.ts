import { compileRecipe, type Numbers } from '../features/recipe.ts';
import { binNumbers, cutPoints } from './bin.ts';
import type { TrainOptions } from './options.ts';
import { pairGain, type CoarseFeature } from './pair.ts';
import type { PreparedFeature, PreparedNumber } from './prepare.ts';

/** A feature inside a pair. */
export interface PairAxis extends CoarseFeature {
  readonly feature: PreparedNumber;
  /** lower bound of each bin but the first */
  readonly cuts: Float64Array;
}

/** Two features that tell more together than each alone. */
export interface ChosenPair {
  readonly x: PairAxis;
  readonly y: PairAxis;
}

/** What pairs are chosen by. */
export interface PairInput {
  readonly features: readonly PreparedFeature[];
  readonly shapes: readonly Float64Array[];
  readonly numbers: Numbers;
  readonly target: Uint8Array;
  /** what the features told alone, by row */
  readonly logOdds: Float64Array;
  readonly options: TrainOptions;
}

/**
 * Looks at all pairs of the features that move the score most, and takes those that explain most of what is left.
 *
 * @returns the best first
 */
export function choosePairs({
  features,
  shapes,
  numbers,
  target,
  logOdds,
  options,
}: PairInput): ChosenPair[] {
  const { count, candidates, perFeature, bins } = options.pairs;
  if (count === 0) return [];
  const axes = features
    .map((feature, at) => ({ feature, moves: spreadOf(feature.codes, shapes[at]!) }))
    .filter(({ moves }) => moves > 0)
    .sort((a, b) => b.moves - a.moves)
    .slice(0, candidates)
    .flatMap(({ feature }) => (feature.kind === 'number' ? [axisOf(feature, numbers, bins)] : []));
  const { gradient, hessian } = residuals(target, logOdds);
  const ranked = axes
    .flatMap((x, at) => axes.slice(at + 1).map((y) => ({ x, y })))
    .map((pair) => ({ ...pair, gain: pairGain(pair.x, pair.y, gradient, hessian, options.pairStep) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain);
  const chosen: ChosenPair[] = [];
  const uses = new Map<PairAxis, number>();
  for (const { x, y } of ranked) {
    if (chosen.length === count) break;
    if ([x, y].some((axis) => (uses.get(axis) ?? 0) >= perFeature)) continue;
    for (const axis of [x, y]) uses.set(axis, (uses.get(axis) ?? 0) + 1);
    chosen.push({ x, y });
  }
  return chosen;
}

/** @returns mean distance of a term's points from their mean */
export function spreadOf(codes: Uint8Array, shape: Float64Array): number {
  let [sum, distance] = [0, 0];
  for (const code of codes) sum += shape[code]!;
  const mean = sum / codes.length;
  for (const code of codes) distance += Math.abs(shape[code]! - mean);
  return distance / codes.length;
}

function axisOf(feature: PreparedNumber, numbers: Numbers, bins: number): PairAxis {
  const rows = feature.codes.length;
  const values = new Float64Array(rows);
  compileRecipe(feature.planned.recipe, numbers)(values, 0, rows);
  const cuts = Float64Array.from(cutPoints(values, bins));
  const codes = new Uint8Array(rows);
  binNumbers(values, cuts, codes);
  return { feature, cuts, codes, bins: cuts.length + 2, direction: feature.rule.direction };
}

function residuals(target: Uint8Array, logOdds: Float64Array) {
  const [gradient, hessian] = [new Float64Array(target.length), new Float64Array(target.length)];
  for (let row = 0; row < target.length; row += 1) {
    const p = 1 / (1 + Math.exp(-logOdds[row]!));
    gradient[row] = target[row]! - p;
    hessian[row] = p * (1 - p);
  }
  return { gradient, hessian };
}
