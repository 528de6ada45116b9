/** What a score has against a case, as data: features and where their values lie. Words are made of it when somebody reads it. */

/** One feature of a case. A value is known as well as the points tell values apart, no better. */
export type ReasonFact = {
  /** name, as in features/case-features.ts */
  readonly feature: string;
} & (
  | {
      readonly is: 'within';
      /** absent: no bound on this side */
      readonly from?: number;
      /** the value is less; absent: no bound on this side */
      readonly below?: number;
      /** on which side the score would be better; absent: on neither, or on both */
      readonly better?: BetterSide;
    }
  /** one of them */
  | { readonly is: 'text'; readonly texts: readonly string[] }
  /** a text that the model has rarely seen, or never */
  | { readonly is: 'unseen' }
  | { readonly is: 'missing' }
);

export type BetterSide = 'lower' | 'higher';

/** Why a score is not better. */
export interface ScoreReason {
  /** what was taken from the score, below 0 */
  readonly points: number;
  /** two: it is the two together */
  readonly facts: readonly ReasonFact[];
}

/** Scores of before reasons were data have them as English words. */
export type StoredReason = ScoreReason | string;
