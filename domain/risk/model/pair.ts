import { MISSING_BIN } from './bin.ts';
import type { Term } from './boost.ts';
import type { StepOptions } from './step.ts';

/** Bins of a feature inside a pair, that of missing values included: 15 x 15 cells fit a byte. */
export const MOST_PAIR_BINS = 15;

/** A feature in the few bins that it has inside pairs. */
export interface CoarseFeature {
  /** bin of each row; `MISSING_BIN` has no part in pairs */
  readonly codes: Uint8Array;
  /** 2..15 */
  readonly bins: number;
  readonly direction: -1 | 0 | 1;
}

/**
 * Two features together: cell `x * y.bins + y`. Each step cuts both in two and moves the four quarters; cells of
 * missing values stay at 0. A quarter never runs against the direction of either feature.
 */
export function pairTerm(x: CoarseFeature, y: CoarseFeature, options: StepOptions): Term {
  const codes = new Uint8Array(x.codes.length);
  for (let row = 0; row < codes.length; row += 1) codes[row] = x.codes[row]! * y.bins + y.codes[row]!;
  return {
    codes,
    bins: x.bins * y.bins,
    step(gradient, hessian, out) {
      const cut = bestQuarters(gradient, hessian, x.bins, y.bins, options);
      const quarters = cut.quarters.map(({ g, h }) =>
        h < options.leastHessian ? 0 : (options.learningRate * g) / (h + options.shrinkage),
      );
      keepDirections(
        quarters,
        cut.quarters.map(({ h }) => h),
        x.direction,
        y.direction,
      );
      for (let i = 0; i < x.bins; i += 1) {
        for (let j = 0; j < y.bins; j += 1) {
          const missing = i === MISSING_BIN || j === MISSING_BIN;
          out[i * y.bins + j] = missing ? 0 : quarters[(i < cut.x ? 0 : 2) + (j < cut.y ? 0 : 1)]!;
        }
      }
    },
  };
}

/** @returns by how much two features together would lower the log loss beyond what each did alone */
export function pairGain(
  x: CoarseFeature,
  y: CoarseFeature,
  gradient: Float64Array,
  hessian: Float64Array,
  options: StepOptions,
): number {
  const cells = x.bins * y.bins;
  const [g, h] = [new Float64Array(cells), new Float64Array(cells)];
  for (let row = 0; row < gradient.length; row += 1) {
    const cell = x.codes[row]! * y.bins + y.codes[row]!;
    g[cell]! += gradient[row]!;
    h[cell]! += hessian[row]!;
  }
  return bestQuarters(g, h, x.bins, y.bins, options).gain;
}

interface Sum {
  readonly g: number;
  readonly h: number;
}

interface Quarters {
  /** first bin of the upper half of each */
  readonly x: number;
  readonly y: number;
  /** low-low, low-high, high-low, high-high */
  readonly quarters: readonly Sum[];
  readonly gain: number;
}

function bestQuarters(
  gradient: Float64Array,
  hessian: Float64Array,
  xBins: number,
  yBins: number,
  { shrinkage, leastHessian }: StepOptions,
): Quarters {
  const [g, h] = [sums(gradient, xBins, yBins), sums(hessian, xBins, yBins)];
  const worth = (sum: Sum) => (sum.h < leastHessian ? 0 : sum.g ** 2 / (sum.h + shrinkage));
  let best: Quarters = { x: xBins, y: yBins, quarters: Array<Sum>(4).fill({ g: 0, h: 0 }), gain: 0 };
  for (let x = 2; x < xBins; x += 1) {
    for (let y = 2; y < yBins; y += 1) {
      const part = (x0: number, x1: number, y0: number, y1: number): Sum => ({
        g: between(g, yBins, x0, x1, y0, y1),
        h: between(h, yBins, x0, x1, y0, y1),
      });
      const quarters = [
        part(1, x, 1, y),
        part(1, x, y, yBins),
        part(x, xBins, 1, y),
        part(x, xBins, y, yBins),
      ];
      const gain = quarters.reduce((sum, quarter) => sum + worth(quarter), 0);
      if (gain > best.gain) best = { x, y, quarters, gain };
    }
  }
  return best;
}

/** Sums over all cells up to each, those of missing values left out. */
function sums(cells: Float64Array, xBins: number, yBins: number): Float64Array {
  const out = new Float64Array(xBins * yBins);
  for (let i = 1; i < xBins; i += 1) {
    let row = 0;
    for (let j = 1; j < yBins; j += 1) {
      row += cells[i * yBins + j]!;
      out[i * yBins + j] = out[(i - 1) * yBins + j]! + row;
    }
  }
  return out;
}

function between(of: Float64Array, yBins: number, x0: number, x1: number, y0: number, y1: number): number {
  const upTo = (x: number, y: number) => of[(x - 1) * yBins + y - 1]!;
  return upTo(x1, y1) - upTo(x0, y1) - upTo(x1, y0) + upTo(x0, y0);
}

/** Quarters that run against a direction share their mean; where that sets the other direction wrong, no step. */
function keepDirections(values: number[], weights: readonly number[], x: number, y: number): void {
  const sides = [
    [0, 2, x],
    [1, 3, x],
    [0, 1, y],
    [2, 3, y],
  ] as const;
  const wrong = ([low, high, direction]: (typeof sides)[number]) =>
    direction * (values[high]! - values[low]!) < 0;
  for (const side of sides) {
    if (!wrong(side)) continue;
    const [low, high] = side;
    const weight = weights[low]! + weights[high]! || 1;
    const mean = (values[low]! * weights[low]! + values[high]! * weights[high]!) / weight;
    [values[low], values[high]] = [mean, mean];
  }
  if (sides.some(wrong)) values.fill(0);
}
