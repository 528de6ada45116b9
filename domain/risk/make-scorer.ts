import { builtInScorecard } from './built-in-scorecard.ts';
import { CaseRow } from './case-row.ts';
import type { ModelContent } from './model-version.ts';
import { segmentOf } from './segment.ts';
import type { RiskScorer } from './risk-scorer.ts';

/** What scores cases: at least a model of repayment. */
export type ScorerParts = Pick<ModelContent, 'repayment'> &
  Partial<Pick<ModelContent, 'default' | 'segmentation'>>;

/** @returns names of the features that it looks at, each once */
export function featuresOf({
  repayment,
  default: becoming = null,
  segmentation = null,
}: ScorerParts): string[] {
  const columns = [...repayment.columns, ...(becoming?.columns ?? []), ...(segmentation?.features ?? [])];
  return [...new Set(columns.map(({ name }) => name))];
}

/**
 * Makes a model ready to score one case after the other. It keeps its memory from case to case, so it is made once and
 * then handed around.
 *
 * @param version as every score is to carry it
 * @param parts whichever event its models have learnt, what they are asked is repayment, and default
 */
export function riskScorer(version: string, parts: ScorerParts): RiskScorer {
  const { repayment, default: becoming = null, segmentation = null } = parts;
  const repays = new CaseRow(repayment);
  const defaults = becoming && new CaseRow(becoming);
  return {
    version,
    features: featuresOf(parts),
    score(values) {
      const probability = repays.probabilityOf('repayment', values);
      return {
        probability,
        defaultProbability: defaults && defaults.probabilityOf('default', values),
        points: repays.points,
        reasons: repays.reasons,
        segment: segmentation && segmentOf(segmentation, values),
      };
    },
  };
}

/** What scores cases of a bank that has published no model. */
export const expertScorer: RiskScorer = riskScorer(builtInScorecard.id, { repayment: builtInScorecard });
