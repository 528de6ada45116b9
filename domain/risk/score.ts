import type { Strategy, Tier } from '../strategy/schema.ts';

/** What a score is made of, each with its unit. `null` where the bank does not know. */
export interface RiskFeatures {
  /** days */
  daysPastDue: number;
  /** arrears / principal or limit, 0.. */
  arrearsShare: number;
  /** the bank's newest rating of the customer, higher is better */
  internalScore: number | null;
  /** promises broken in this case */
  brokenPromises: number;
  /** owed elsewhere / principal or limit, 0.. */
  externalDebtShare: number | null;
  /** of the economy: 0 none, 1 watch, 2 severe */
  macroAlert: number | null;
}

/** One bin of a feature: values below `below` (and not in an earlier bin) give `points`; `reason` is for people. */
export interface ScoreBin {
  below: number;
  points: number;
  reason: string;
}

/** An additive scorecard: points are log-odds of repayment. */
export interface Scorecard {
  id: string;
  intercept: number;
  features: readonly {
    name: keyof RiskFeatures;
    bins: readonly ScoreBin[];
    /** points where the value is unknown */
    missing: number;
  }[];
}

export interface RiskAssessment {
  /** probability that the arrears are repaid, 0..1 */
  probability: number;
  tier: Tier;
  model: string;
  /** what counted most, worst first */
  reasons: string[];
}

/**
 * Scores a case and puts it into a tier.
 *
 * @param model an additive scorecard
 * @param features of the case now
 * @param tierFrom the strategy's thresholds on the probability of repayment
 * @returns the probability, the tier, and the features that lowered the score, worst first
 */
export function assessRisk(
  model: Scorecard,
  features: RiskFeatures,
  tierFrom: Strategy['tierFrom'],
): RiskAssessment {
  const terms = model.features.map(({ name, bins, missing }) => {
    const value = features[name];
    if (value === null) return { points: missing, reason: `${name} unknown` };
    return bins.find((bin) => value < bin.below) ?? { points: 0, reason: `${name} off the scale` };
  });
  const logOdds = terms.reduce((sum, term) => sum + term.points, model.intercept);
  const probability = 1 / (1 + Math.exp(-logOdds));
  const tier = probability >= tierFrom.low ? 'low' : probability >= tierFrom.middle ? 'middle' : 'high';
  const reasons = terms
    .filter((term) => term.points < 0)
    .sort((a, b) => a.points - b.points)
    .map((term) => term.reason);
  return { probability, tier, model: model.id, reasons };
}
