import type { ModelComparison, PairedFigure } from './compare-models.ts';

/** By how much a new model may be worse on the same rows and still take the place of the old one. */
export interface Tolerances {
  /** AUC lower by at most this */
  readonly auc: number;
  /** Brier score higher by at most this */
  readonly brier: number;
  readonly why: string;
}

export const TOLERANCES: Tolerances = {
  auc: 0.01,
  brier: 0.005,
  why: 'A model that is as good is replaced by the newer one, which knows the economy of now. Less than a hundredth of AUC moves hardly a case across a threshold, and on some thousand rows such a difference comes by chance.',
};

/** Whether a candidate is published, and the sentence for people. */
export interface PublishVerdict {
  readonly publish: boolean;
  readonly why: string;
}

/**
 * A candidate is published only if it is not worse than what is published now, on the same later rows.
 *
 * @param comparison of the candidate with the model that is published
 * @param incumbent its version, `bank-6` or that of the expert scorecard
 */
export function judgePublication(
  comparison: ModelComparison,
  incumbent: string,
  tolerances: Tolerances = TOLERANCES,
): PublishVerdict {
  const { auc, brier, rows, loans } = comparison;
  const worse = [
    ...(auc.difference < -tolerances.auc ? [`its AUC is lower by more than ${tolerances.auc}`] : []),
    ...(brier.difference > tolerances.brier
      ? [`its Brier score is higher by more than ${tolerances.brier}`]
      : []),
  ];
  const figures =
    `on ${rows} later days of ${loans} loans AUC is ${compared(auc, incumbent)}, ` +
    `Brier ${compared(brier, incumbent)}`;
  return worse.length === 0
    ? { publish: true, why: `Published: ${figures}.` }
    : { publish: false, why: `Kept as a candidate, because ${worse.join(' and ')}: ${figures}.` };
}

/** @example '0.8120 beside 0.7050 of expert-3 (+0.1070, 95 % between +0.0800 and +0.1300)' */
function compared({ candidate, incumbent, difference, interval }: PairedFigure, name: string): string {
  const { from, to } = interval;
  return (
    `${candidate.toFixed(4)} beside ${incumbent.toFixed(4)} of ${name} ` +
    `(${signed(difference)}, 95 % between ${signed(from)} and ${signed(to)})`
  );
}

const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
