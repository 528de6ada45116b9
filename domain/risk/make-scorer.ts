import { comparableValues, neededToCompare } from './amounts.ts';
import { builtInScorecard } from './built-in-scorecard.ts';
import { CaseRow } from './case-row.ts';
import type { ModelContent } from './model-version.ts';
import { segmentOf } from './segment.ts';
import type { RiskScorer } from './risk-scorer.ts';

/** What scores cases: at least a model of repayment. */
export type ScorerParts = Pick<ModelContent, 'repayment'> &
  Partial<Pick<ModelContent, 'default' | 'segmentation' | 'amountsIn'>>;

/** What has to be known of a model to say which features it looks at. */
export interface LooksAt extends Partial<Pick<ModelContent, 'amountsIn'>> {
  readonly repayment: Named<'columns'>;
  readonly default?: Named<'columns'> | null;
  readonly segmentation?: Named<'features'> | null;
}

type Named<Of extends string> = Readonly<Record<Of, readonly { readonly name: string }[]>>;

/** @returns names of the features that it looks at, each once */
export function featuresOf({
  repayment,
  default: becoming = null,
  segmentation = null,
  amountsIn,
}: LooksAt): string[] {
  const columns = [...repayment.columns, ...(becoming?.columns ?? []), ...(segmentation?.features ?? [])];
  const names = columns.map(({ name }) => name);
  return [...new Set([...names, ...neededToCompare(names, amountsIn)])];
}

/**
 * Makes a model ready to score one case after the other. It keeps its memory from case to case, so it is made once and
 * then handed around.
 *
 * @param version as every score is to carry it
 * @param parts whichever event its models have learnt, what they are asked is repayment, and default
 */
export function riskScorer(version: string, parts: ScorerParts): RiskScorer {
  const { repayment, default: becoming = null, segmentation = null, amountsIn } = parts;
  const repays = new CaseRow(repayment);
  const defaults = becoming && new CaseRow(becoming);
  return {
    version,
    features: featuresOf(parts),
    score(all) {
      const values = comparableValues(all, amountsIn);
      const probability = repays.probabilityOf('repayment', values);
      return {
        probability,
        defaultProbability: defaults && defaults.probabilityOf('default', values),
        points: repays.points,
        segment: segmentation && segmentOf(segmentation, values),
      };
    },
    reasonsOf: (all) => repays.reasonsOf(comparableValues(all, amountsIn)),
  };
}

/** @returns the same without reasons: for scores that are made by the million and told to nobody */
export function withoutReasons(scorer: RiskScorer): RiskScorer {
  return { ...scorer, reasonsOf: () => [] };
}

/** What scores cases of a bank that has published no model. */
export const expertScorer: RiskScorer = riskScorer(builtInScorecard.id, { repayment: builtInScorecard });
