import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInScorecard } from '../../../domain/risk/built-in-scorecard.ts';
import { CASE_FEATURES, type FeatureValues } from '../../../domain/risk/features/case-features.ts';
import { expertScorer, riskScorer, withoutReasons } from '../../../domain/risk/make-scorer.ts';
import { parseRiskModel } from '../../../domain/risk/model/parse-model.ts';
import type { RiskModel } from '../../../domain/risk/model/schema.ts';
import { sayReason } from '../../../domain/risk/reasons/say-reason.ts';

const good = {
  ...{ daysPastDue: 5, arrearsShare: 0.01, internalScore: 700, brokenPromises: 0 },
  ...{ externalDebtShare: null, macroAlert: null },
};
const score = (changes: FeatureValues = {}) => expertScorer.score({ ...good, ...changes });
const reasons = (changes: FeatureValues = {}) =>
  expertScorer.reasonsOf({ ...good, ...changes }).map((reason) => sayReason(reason));
const logistic = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));

describe('the expert scorecard', () => {
  it.each<[FeatureValues, logOdds: number, string[]]>([
    [{}, 1.6 + 0.3 + 0.2 + 0.5, []],
    [{ daysPastDue: 15 }, 1.6 + 0.3 + 0.2 + 0.5, []],
    [{ daysPastDue: 16 }, 1.6 + 0.2 + 0.5, []],
    [{ daysPastDue: 30 }, 1.6 + 0.2 + 0.5, []],
    [
      { daysPastDue: 31 },
      1.6 - 0.9 + 0.2 + 0.5,
      ['the loan is 31 to 60 days past due (fewer would be better)'],
    ],
    [
      { daysPastDue: 61 },
      1.6 - 1.7 + 0.2 + 0.5,
      ['the loan is 61 to 90 days past due (fewer would be better)'],
    ],
    [{ internalScore: null }, 1.6 + 0.3 + 0.2 - 0.2, ['internal rating is unknown']],
    [
      { internalScore: 599 },
      1.6 + 0.3 + 0.2 - 0.4,
      ['the internal rating is 520 to 599 (higher would be better)'],
    ],
    [{ internalScore: 600 }, 1.6 + 0.3 + 0.2, []],
    [{ arrearsShare: 0.05 }, 1.6 + 0.3 + 0.5, []],
    [
      { brokenPromises: 1 },
      1.6 + 0.3 + 0.2 + 0.5 - 0.6,
      ['the customer has broken 1 promise (fewer would be better)'],
    ],
    [{ macroAlert: 1 }, 1.6 + 0.3 + 0.2 + 0.5 - 0.2, ['there is an alert to watch for the economy']],
    [
      { externalDebtShare: 3, brokenPromises: 2 },
      1.6 + 0.3 + 0.2 + 0.5 - 0.9 - 1.2,
      ['the customer has broken 2 or more promises', 'debt elsewhere is 300 % or more of the limit'],
    ],
    [
      { daysPastDue: 100, arrearsShare: 0.5, internalScore: 500, macroAlert: 2 },
      1.6 - 2.6 - 0.5 - 1 - 0.5,
      [
        ...['the loan is 91 or more days past due', 'the internal rating is below 520'],
        ...['arrears are 20 % or more of the limit', 'there is a severe alert for the economy'],
      ],
    ],
  ])('of %j says what it said when it was counted in log-odds', (values, logOdds, said) => {
    const { probability, points } = score(values);
    expect(probability).toBeCloseTo(logistic(logOdds), 12);
    expect(reasons(values).toSorted()).toEqual(said.toSorted());
    expect(points).toBeCloseTo(500 + (50 * logOdds) / Math.LN2, 0);
  });

  it('gives what took most first', () => {
    expect(reasons({ daysPastDue: 100, arrearsShare: 0.5, internalScore: 500 })).toEqual([
      'the loan is 91 or more days past due',
      'the internal rating is below 520',
      'arrears are 20 % or more of the limit',
    ]);
  });

  it('is a model like any other, looks at features of a case and at none that is protected', () => {
    expect(parseRiskModel(JSON.stringify(builtInScorecard))).toEqual(builtInScorecard);
    expect(expertScorer.version).toBe('expert-3');
    const known = new Map(CASE_FEATURES.map((feature) => [feature.name, feature]));
    for (const name of expertScorer.features) {
      expect(known.get(name)).toBeDefined();
      expect(known.get(name)?.protectedAttribute).toBeUndefined();
    }
  });

  it('later, deeper, worse rated or broken more often is never a better risk', () => {
    const features = fc.record({
      daysPastDue: fc.nat(400),
      arrearsShare: fc.double({ min: 0, max: 2, noNaN: true }),
      internalScore: fc.integer({ min: 300, max: 900 }),
      brokenPromises: fc.nat(5),
    });
    const worse = fc.record({ late: fc.nat(90), deep: fc.nat(1), rated: fc.nat(200), broken: fc.nat(3) });
    fc.assert(
      fc.property(features, worse, (before, by) => {
        const after = {
          daysPastDue: before.daysPastDue + by.late,
          arrearsShare: before.arrearsShare + by.deep,
          internalScore: before.internalScore - by.rated,
          brokenPromises: before.brokenPromises + by.broken,
        };
        expect(score(after).probability).toBeLessThanOrEqual(score(before).probability);
      }),
    );
  });
});

const worth = (points: number, reason: string) => ({ points, reason, share: 0.5 });

/** 500 points, 50 less for the product 'card', 100 less for one that is new, 20 less without a product. */
function productModel(event: RiskModel['event']): RiskModel {
  return {
    ...{ format: 'arrears-risk-model', version: 1, id: 'm', target: 't', event, base: 500, training: null },
    scale: { evenOdds: 500, doubling: 50 },
    columns: [{ kind: 'category', name: 'product', categories: ['card', 'mortgage'] }],
    terms: [
      {
        ...{ kind: 'category', name: 'product', label: 'product', family: 'product', importance: 1 },
        bins: [
          { values: ['card'], ...worth(-50, 'product is card') },
          { values: ['mortgage'], ...worth(50, 'product is mortgage') },
        ],
        missing: worth(-20, 'product is unknown'),
        unseen: worth(-100, 'product is rare or new'),
      },
    ],
  };
}

describe('riskScorer', () => {
  const scorer = riskScorer('bank-7', { repayment: productModel('repayment') });

  it.each<[unknown, points: number, probability: number, string[]]>([
    ['card', 450, 1 / 3, ['the product is card']],
    ['mortgage', 550, 2 / 3, []],
    [null, 480, 1 / (1 + 2 ** 0.4), ['product is unknown']],
    [undefined, 480, 1 / (1 + 2 ** 0.4), ['product is unknown']],
    ['lease', 400, 0.2, ['product is rare or new to the model']],
    [7, 400, 0.2, ['product is rare or new to the model']],
  ])('scores the product %j, one case after the other', (product, points, probability, words) => {
    const values = { product } as FeatureValues;
    const said = scorer.score(values);
    expect(scorer.reasonsOf(values).map((reason) => sayReason(reason))).toEqual(words);
    expect(said).toMatchObject({ points, defaultProbability: null, segment: null });
    expect(said.probability).toBeCloseTo(probability, 12);
  });

  it('whichever event was learnt, the probability is of repayment, and more points are better', () => {
    const defaulted = riskScorer('bank-8', { repayment: productModel('default') });
    const [one, other] = [defaulted, scorer].map((made) => made.score({ product: 'card' }));
    expect(one).toEqual({ ...other, probability: expect.closeTo(1 / 3, 12) as number });
  });

  it('says of default what the model of default says, if there is one', () => {
    const both = riskScorer('bank-9', {
      repayment: productModel('repayment'),
      default: productModel('default'),
    });
    const { probability, defaultProbability } = both.score({ product: 'card' });
    expect([probability, defaultProbability]).toEqual([
      expect.closeTo(1 / 3, 12) as number,
      expect.closeTo(2 / 3, 12) as number,
    ]);
  });

  it('names the features that models and segments look at, and says which segment is nearest', () => {
    const segmentation = {
      features: [{ name: 'brokenPromises', mean: 1, spread: 1 }],
      segments: [
        { id: 'keepers', name: 'keeps', centre: [-1], share: 0.5 },
        { id: 'breakers', name: 'breaks', centre: [2], share: 0.5 },
      ],
      silhouette: [],
    };
    const segmenting = riskScorer('bank-9', { repayment: productModel('repayment'), segmentation });
    expect(segmenting.features).toEqual(['product', 'brokenPromises']);
    expect(segmenting.score({ product: 'card', brokenPromises: 3 }).segment).toBe('breakers');
    expect(segmenting.score({ product: 'card', brokenPromises: 0 }).segment).toBe('keepers');
  });

  it('a number that is a text is not known', () => {
    expect(reasons({ internalScore: 'good' })).toEqual(['internal rating is unknown']);
  });

  it('reasons are of the case that is asked about, whichever was scored last, and are left out where nobody reads them', () => {
    const late = { ...good, daysPastDue: 70 };
    expertScorer.score(good);
    const [reason] = expertScorer.reasonsOf(late);
    expect(reason?.facts).toEqual([
      { feature: 'daysPastDue', is: 'within', from: 61, below: 91, better: 'lower' },
    ]);
    expect(JSON.parse(JSON.stringify(reason))).toEqual(reason);
    expect(withoutReasons(expertScorer).reasonsOf(late)).toEqual([]);
    expect(withoutReasons(expertScorer).score(late)).toEqual(expertScorer.score(late));
  });
});
