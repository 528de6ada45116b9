import type { CaseScoreRecord } from '../db/case-score-reader.ts';
import { sayReason, type Saying } from '../domain/risk/reasons/say-reason.ts';
import type { ScoreView } from './schemas/cases.ts';

/** @returns what a model says of a case, as callers see it; null when it was never scored */
export function scoreView(found: CaseScoreRecord | undefined, saying: Saying): ScoreView {
  if (!found) return null;
  const reasons = found.reasons.map((reason) => sayReason(reason, saying));
  return { ...found, scoredAt: found.scoredAt.toISOString(), reasons };
}
