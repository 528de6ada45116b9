import { caseFeaturesOf } from '../risk/features/case-features.ts';
import type { RiskFacts } from '../risk/risk-facts.ts';
import type { CaseScore, RiskScorer } from '../risk/risk-scorer.ts';
import { caseWith } from './case-with.ts';
import type { CaseState } from './state.ts';

/** A score, and the version of the model that gave it. */
export interface Assessment extends CaseScore {
  model: string;
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
  return { model: scorer.version, ...scorer.score(values) };
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
    probability: Number(probability.toFixed(4)),
    ...(defaultProbability !== null && { defaultProbability: Number(defaultProbability.toFixed(4)) }),
    points,
    ...(segment !== null && { segment }),
    reasons,
  };
}

/** @returns the state with the segment of its newest score */
export function withSegment(state: CaseState, { segment }: Assessment): CaseState {
  return caseWith(state, { segment: segment ?? undefined });
}
