import type { FeatureValues } from '../../../domain/risk/features/case-features.ts';
import type { ModelContent } from '../../../domain/risk/model-version.ts';
import type { RiskModel } from '../../../domain/risk/model/schema.ts';
import { BLOCK_ROWS, Scorer } from '../../../domain/risk/model/scorer.ts';
import { scoringColumns } from '../../../domain/risk/stability-columns.ts';

/** A model of three features, as small as its shares can be checked by hand, for tests of what has moved since. */
export function driftModel(): ModelContent {
  const worth = (share: number, points: number) => ({ share, points, reason: 'made up' });
  const number = { kind: 'number', direction: 'raises', importance: 10 } as const;
  const repayment: RiskModel = {
    ...{ format: 'arrears-risk-model', version: 1, id: 'made-up', target: 'repaid', event: 'repayment' },
    ...{ scale: { evenOdds: 500, doubling: 50 }, base: 500 },
    columns: [
      { kind: 'number', name: 'daysPastDue' },
      { kind: 'number', name: 'brokenPromises' },
      { kind: 'category', name: 'product', categories: ['card', 'car'] },
    ],
    terms: [
      {
        ...number,
        ...{ name: 'daysPastDue', label: 'days past due', family: 'daysPastDue' },
        recipe: { kind: 'column', column: 'daysPastDue' },
        bins: [{ below: 30, ...worth(0.5, 40) }, { below: 60, ...worth(0.3, 0) }, { ...worth(0.2, -60) }],
        missing: worth(0, 0),
      },
      {
        ...number,
        ...{ name: 'brokenPromises', label: 'broken promises', family: 'brokenPromises' },
        recipe: { kind: 'column', column: 'brokenPromises' },
        bins: [{ below: 1, ...worth(0.5, 10) }, worth(0.5, -10)],
        missing: worth(0, 0),
      },
      {
        ...{ kind: 'category', name: 'product', label: 'product', family: 'product', importance: 5 },
        bins: [
          { values: ['card'], ...worth(0.5, -5) },
          { values: ['car'], ...worth(0.5, 5) },
        ],
        missing: worth(0, 0),
        unseen: worth(0, 0),
      },
    ],
    training: {
      ...{ rows: 1_000, events: 500, seed: 1, newest: 'lowest', rounds: 1, pairRounds: 0 },
      calibration: { slope: 1, shift: 0 },
      heldOut: { rows: 1_000, events: 500, auc: 0.7, brier: 0.2, logLoss: 0.6, ks: 0.3, reliability: [] },
      ...{ dropped: [], allowedProtected: [] },
    },
  };
  return {
    ...{
      trainedTo: '2026-09-30',
      horizonDays: 60,
      repayment,
      default: null,
      segmentation: null,
      later: null,
    },
    // 40, 0 or -60 by days past due; promises and product move it by 15 at most.
    scores: { bounds: [470, 520], shares: [0.2, 0.3, 0.5] },
  };
}

/** Loans with just the shares that the model was trained on. @param count a multiple of 20 */
export function populationOf(count: number): FeatureValues[] {
  return Array.from({ length: count }, (_row, at) => ({
    daysPastDue: at % 10 < 5 ? 10 : at % 10 < 8 ? 45 : 90,
    brokenPromises: Math.floor(at / 10) % 2,
    product: at % 2 === 0 ? 'card' : 'car',
  }));
}

/** @returns the model as if it had learnt from these rows */
export function withSharesOf(content: ModelContent, rows: readonly FeatureValues[]): ModelContent {
  const { repayment, scores } = content;
  const scorer = new Scorer(repayment, scoringColumns(repayment.columns, rows));
  if (rows.length > BLOCK_ROWS) throw new RangeError('more rows than one block of the scorer');
  scorer.score(0, rows.length);
  const shareOf = (codes: Uint8Array, bin: number) =>
    codes.subarray(0, rows.length).filter((code) => code === bin).length / rows.length;
  const terms = scorer.terms.map(({ term, codes }) => {
    if (term.kind === 'pair') return term;
    const bins = term.bins.map((bin, at) => ({ ...bin, share: shareOf(codes, at + 1) }));
    return { ...term, bins, missing: { ...term.missing, share: shareOf(codes, 0) } } as typeof term;
  });
  const tenthOf = (points: number) => scores.bounds.filter((bound) => points >= bound).length;
  const tenths = Array.from(scorer.points.subarray(0, rows.length), tenthOf);
  const shares = scores.shares.map((_, tenth) => tenths.filter((of) => of === tenth).length / rows.length);
  return { ...content, repayment: { ...repayment, terms }, scores: { ...scores, shares } };
}
