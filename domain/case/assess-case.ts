import { caseFeaturesOf } from '../risk/features/case-features.ts';
import type { ScoreReason } from '../risk/reasons/reason.ts';
import { sayReason } from '../risk/reasons/say-reason.ts';
import type { RiskFacts } from '../risk/risk-facts.ts';
import type { CaseScore, RiskScorer } from '../risk/risk-scorer.ts';
import { caseWith } from './case-with.ts';
import type { CaseState } from './state.ts';

/** A score, the version of the model that gave it, and what took points, worst first. */
export interface Assessment extends CaseScore {
  model: string;
  reasons: readonly ScoreReason[];
}

/** What a case knows beside the books: what it was told, and which promises this very decision has judged. */
export interface SeenByCase {
  outlook?: CaseState['outlook'];
  /** promises judged since the facts were read: below zero where an earlier judgement was taken back */
  judged?: { kept: number; broken: number };
}

/** @returns how likely it is that the arrears are repaid, by the books of now and what the case has seen */
export function assessCase(risk: RiskFacts, seen: SeenByCase, scorer: RiskScorer): Assessment {
  const values = caseFeaturesOf(seenBy(risk, seen), scorer.features);
  // Key by key, as a spread object is several times as slow to make and to read.
  const { probability, defaultProbability, points, segment } = scorer.score(values);
  const reasons = scorer.reasonsOf(values);
  return { model: scorer.version, probability, defaultProbability, points, segment, reasons };
}

/** The books come first: what a case was told is in them, and stays with it where they say nothing. */
function seenBy(risk: RiskFacts, { outlook, judged }: SeenByCase): RiskFacts {
  const { promises, externalDebts, macro, asOf } = risk;
  const toldMinor = outlook?.externalDebtMinor;
  return {
    ...risk,
    macro: macro ?? outlook?.macro ?? null,
    externalDebts:
      externalDebts.length === 0 && toldMinor !== undefined
        ? [{ asOf, totalMinor: toldMinor }]
        : externalDebts,
    promises: judged
      ? { kept: promises.kept + judged.kept, broken: promises.broken + judged.broken }
      : promises,
  };
}

/** @returns the assessment as it stands on the timeline */
export function scoreData({
  model,
  probability,
  defaultProbability,
  points,
  segment,
  reasons,
}: Assessment): Record<string, unknown> {
  return {
    model,
    probability: shortened(probability),
    ...(defaultProbability !== null && { defaultProbability: shortened(defaultProbability) }),
    points,
    ...(segment !== null && { segment }),
    reasons,
  };
}

/** To four digits: more no score is exact to. */
function shortened(probability: number): number {
  return Math.round(probability * 10_000) / 10_000;
}

/** @returns what took points, in English words; empty: nothing did */
export function reasonWords({ reasons }: Assessment, currency: string): string {
  return reasons.map((reason) => sayReason(reason, { currency })).join(', ');
}

/** @returns the state with the segment of its newest score */
export function withSegment(state: CaseState, { segment }: Assessment): CaseState {
  const shown = segment ?? undefined;
  return state.segment === shown ? state : caseWith(state, { segment: shown });
}
