import type { FeatureValues } from './features/case-features.ts';
import type { ScoreReason } from './reasons/reason.ts';

/** What a model says of a case. */
export interface CaseScore {
  /** that the arrears are repaid within the model's horizon, 0..1 */
  probability: number;
  /** that the loan becomes 90 days past due within it, 0..1; null: the model does not say */
  defaultProbability: number | null;
  /** more is better; 500 is even odds of repayment */
  points: number;
  /** id of the segment that behaves like this loan; null: the model has none */
  segment: string | null;
}

/** A published model, ready to score one case after the other. */
export interface RiskScorer {
  /** which version it is, as every score carries it: `expert-3`, `bank-7` */
  readonly version: string;
  /** names of the features that it looks at; others need not be worked out */
  readonly features: readonly string[];
  score(values: FeatureValues): CaseScore;
  /** what took points from the case, worst first: worked out only for who reads it, since most scores are read by nobody */
  reasonsOf(values: FeatureValues): readonly ScoreReason[];
}
