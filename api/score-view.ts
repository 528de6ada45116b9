import type { CaseScoreRecord } from '../db/case-score-reader.ts';
import type { ScoreView } from './schemas/cases.ts';

/** @returns what a model says of a case, as callers see it; null when it was never scored */
export function scoreView(found: CaseScoreRecord | undefined): ScoreView {
  return found ? { ...found, scoredAt: found.scoredAt.toISOString() } : null;
}
