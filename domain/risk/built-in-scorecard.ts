import { caseFeature } from './features/case-features.ts';
import { SCALE } from './model/export.ts';
import type { ModelTerm, RiskModel } from './model/schema.ts';

/** One bin: values below `below`, and not in an earlier bin, add `logOdds` to the log-odds of repayment. */
interface ExpertBin {
  below?: number;
  logOdds: number;
  reason: string;
}

/** Log-odds that every case begins with. */
const BASE = 1.6;

/**
 * An expert scorecard for banks that have not published a model of their own: directions are those every collections
 * text agrees on, sizes are judgement, not measurement. No protected attribute is in it.
 */
export const builtInScorecard: RiskModel = {
  format: 'arrears-risk-model',
  version: 1,
  id: 'expert-3',
  target: 'repaid',
  event: 'repayment',
  scale: SCALE,
  base: SCALE.evenOdds + pointsOf(BASE),
  ...termsOf({
    daysPastDue: {
      missing: 0,
      bins: [
        { below: 16, logOdds: 0.3, reason: 'less than 16 days past due' },
        { below: 31, logOdds: 0, reason: '16 to 30 days past due' },
        { below: 61, logOdds: -0.9, reason: '31 to 60 days past due' },
        { below: 91, logOdds: -1.7, reason: '61 to 90 days past due' },
        { logOdds: -2.6, reason: 'more than 90 days past due' },
      ],
    },
    arrearsShare: {
      missing: 0,
      bins: [
        { below: 0.05, logOdds: 0.2, reason: 'arrears under 5 % of the limit' },
        { below: 0.2, logOdds: 0, reason: 'arrears under 20 % of the limit' },
        { logOdds: -0.5, reason: 'arrears above 20 % of the limit' },
      ],
    },
    internalScore: {
      missing: -0.2,
      bins: [
        { below: 520, logOdds: -1, reason: 'internal rating below 520' },
        { below: 600, logOdds: -0.4, reason: 'internal rating 520 to 599' },
        { below: 680, logOdds: 0, reason: 'internal rating 600 to 679' },
        { logOdds: 0.5, reason: 'internal rating 680 or better' },
      ],
    },
    brokenPromises: {
      missing: 0,
      bins: [
        { below: 1, logOdds: 0, reason: 'no broken promise' },
        { below: 2, logOdds: -0.6, reason: 'one broken promise' },
        { logOdds: -1.2, reason: 'several broken promises' },
      ],
    },
    externalDebtShare: {
      missing: 0,
      bins: [
        { below: 1, logOdds: 0, reason: 'owes less elsewhere than the limit here' },
        { below: 3, logOdds: -0.4, reason: 'owes more elsewhere than the limit here' },
        { logOdds: -0.9, reason: 'owes several times the limit elsewhere' },
      ],
    },
    macroAlert: {
      missing: 0,
      bins: [
        { below: 1, logOdds: 0, reason: 'no alert for the economy' },
        { below: 2, logOdds: -0.2, reason: 'the economy is watched' },
        { logOdds: -0.5, reason: 'severe alert for the economy' },
      ],
    },
  }),
  training: null,
};

function termsOf(
  features: Record<string, { missing: number; bins: readonly ExpertBin[] }>,
): Pick<RiskModel, 'columns' | 'terms'> {
  const untrained = { share: 0 };
  const terms = Object.entries(features).map(([name, { missing, bins }]): ModelTerm => {
    const { label = name, direction = 'unknown' } = caseFeature(name) ?? {};
    return {
      kind: 'number',
      ...{ name, label, family: name, direction, importance: 0 },
      recipe: { kind: 'column', column: name },
      bins: bins.map(({ logOdds, ...bin }) => ({ ...bin, points: pointsOf(logOdds), ...untrained })),
      missing: { points: pointsOf(missing), reason: `${label} is unknown`, ...untrained },
    };
  });
  return { columns: terms.map(({ name }) => ({ kind: 'number', name })), terms };
}

function pointsOf(logOdds: number): number {
  return (logOdds * SCALE.doubling) / Math.LN2;
}
