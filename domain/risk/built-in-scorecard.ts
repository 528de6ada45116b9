import { caseFeature } from './features/case-features.ts';
import { SCALE } from './model/export.ts';
import type { ModelTerm, RiskModel } from './model/schema.ts';
import { binWords } from './model/words.ts';
import { sayFact } from './reasons/say-reason.ts';

/** One bin: values below `below`, and not in an earlier bin, add `logOdds` to the log-odds of repayment. */
interface ExpertBin {
  below?: number;
  logOdds: number;
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
        { below: 16, logOdds: 0.3 },
        { below: 31, logOdds: 0 },
        { below: 61, logOdds: -0.9 },
        { below: 91, logOdds: -1.7 },
        { logOdds: -2.6 },
      ],
    },
    arrearsShare: {
      missing: 0,
      bins: [{ below: 0.05, logOdds: 0.2 }, { below: 0.2, logOdds: 0 }, { logOdds: -0.5 }],
    },
    internalScore: {
      missing: -0.2,
      bins: [
        { below: 520, logOdds: -1 },
        { below: 600, logOdds: -0.4 },
        { below: 680, logOdds: 0 },
        { logOdds: 0.5 },
      ],
    },
    brokenPromises: {
      missing: 0,
      bins: [{ below: 1, logOdds: 0 }, { below: 2, logOdds: -0.6 }, { logOdds: -1.2 }],
    },
    externalDebtShare: {
      missing: 0,
      bins: [{ below: 1, logOdds: 0 }, { below: 3, logOdds: -0.4 }, { logOdds: -0.9 }],
    },
    macroAlert: {
      missing: 0,
      bins: [{ below: 1, logOdds: 0 }, { below: 2, logOdds: -0.2 }, { logOdds: -0.5 }],
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
      bins: bins.map(({ below, logOdds }, at) => {
        const from = bins[at - 1]?.below;
        const reason = binWords({ name, label, whole: false, from, below });
        return { ...(below !== undefined && { below }), points: pointsOf(logOdds), reason, ...untrained };
      }),
      missing: {
        points: pointsOf(missing),
        reason: sayFact({ feature: name, is: 'missing' }),
        ...untrained,
      },
    };
  });
  return { columns: terms.map(({ name }) => ({ kind: 'number', name })), terms };
}

function pointsOf(logOdds: number): number {
  return (logOdds * SCALE.doubling) / Math.LN2;
}
