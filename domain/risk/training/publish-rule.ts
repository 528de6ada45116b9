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

/** A candidate beside what is published now, each on the same later rows. */
export interface Compared {
  readonly repayment: ModelComparison;
  /** null: one of both does not say how likely default is, or neither does */
  readonly default: ModelComparison | null;
  /** only what is published now says how likely default is: why the candidate does not; absent: it is not so */
  readonly defaultLost?: string;
}

/** Whether a candidate is published, and the sentence for people. */
export interface PublishVerdict {
  readonly publish: boolean;
  readonly why: string;
}

/**
 * A candidate is published only if it is not worse than what is published now, on the same later rows: neither at repayment
 * nor at default. It is published or kept whole, since a version is judged, published and taken back as one.
 *
 * @param compared the candidate with the model that is published
 * @param incumbent its version, `bank-6` or that of the expert scorecard
 * @example judgePublication({ repayment, default: null }, 'expert-3')
 *   // { publish: true, why: 'Published: of repayment on 2000 later days of 700 customers AUC is 0.8120 beside …' }
 */
export function judgePublication(
  compared: Compared,
  incumbent: string,
  tolerances: Tolerances = TOLERANCES,
): PublishVerdict {
  const { repayment, default: becoming, defaultLost } = compared;
  const judged = [
    { of: 'repayment', comparison: repayment },
    ...(becoming ? [{ of: 'default', comparison: becoming }] : []),
  ];
  const worse = [
    ...judged.flatMap(({ of, comparison }) => worseIn(of, comparison, tolerances)),
    ...(defaultLost === undefined
      ? []
      : [`it does not say how likely default is, as ${incumbent} does (${defaultLost})`]),
  ];
  const figures = judged.map(({ of, comparison }) => figuresOf(of, comparison, incumbent)).join('; ');
  return worse.length === 0
    ? { publish: true, why: `Published: ${figures}.` }
    : { publish: false, why: `Kept as a candidate, because ${worse.join(' and ')}: ${figures}.` };
}

function worseIn(of: string, { auc, brier }: ModelComparison, tolerances: Tolerances): string[] {
  return [
    ...(auc.difference < -tolerances.auc ? [`its AUC of ${of} is lower by more than ${tolerances.auc}`] : []),
    ...(brier.difference > tolerances.brier
      ? [`its Brier score of ${of} is higher by more than ${tolerances.brier}`]
      : []),
  ];
}

function figuresOf(of: string, { auc, brier, rows, customers }: ModelComparison, incumbent: string): string {
  return (
    `of ${of} on ${rows} later days of ${customers} customers AUC is ${beside(auc, incumbent)}, ` +
    `Brier ${beside(brier, incumbent)}`
  );
}

/** @example '0.8120 beside 0.7050 of expert-3 (+0.1070, 95 % between +0.0800 and +0.1300)' */
function beside({ candidate, incumbent, difference, interval }: PairedFigure, name: string): string {
  const { from, to } = interval;
  return (
    `${candidate.toFixed(4)} beside ${incumbent.toFixed(4)} of ${name} ` +
    `(${signed(difference)}, 95 % between ${signed(from)} and ${signed(to)})`
  );
}

const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
