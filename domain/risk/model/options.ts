import type { StepOptions } from './step.ts';

/** How a model is learnt. The defaults were chosen by cross-validation (docs/risk-model.md has the figures). */
export interface TrainOptions {
  /** machines, each of which does not see its part of the rows */
  readonly parts: number;
  /** bins of a feature, 2..254 */
  readonly mostBins: number;
  readonly step: StepOptions;
  readonly pairStep: StepOptions;
  readonly mostRounds: number;
  /** rounds without a better log loss, after which it ends */
  readonly patience: number;
  readonly pairs: PairOptions;
}

/** Which features may go together. */
export interface PairOptions {
  /** pairs in the model */
  readonly count: number;
  /** features looked at, the most important ones */
  readonly candidates: number;
  /** pairs that one feature may be part of */
  readonly perFeature: number;
  /** bins of a feature inside a pair, at most 14 */
  readonly bins: number;
}

/** A bin must rest on this many second derivatives where there are rows enough, and on fewer where there are not. */
const LEAST_HESSIAN = 10;
const ROWS_PER_HESSIAN = 500;

/** @param rows to learn from */
export function defaultOptions(rows: number): TrainOptions {
  const leastHessian = Math.min(LEAST_HESSIAN, Math.max(1, rows / ROWS_PER_HESSIAN));
  const step: StepOptions = { learningRate: 0.04, leaves: 2, leastHessian, shrinkage: leastHessian };
  return {
    parts: 5,
    mostBins: 64,
    step,
    pairStep: step,
    mostRounds: 1500,
    patience: 30,
    pairs: { count: 15, candidates: 40, perFeature: 2, bins: 8 },
  };
}
