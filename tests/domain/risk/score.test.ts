import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInScorecard } from '../../../domain/risk/built-in-scorecard.ts';
import { assessRisk, type RiskFeatures } from '../../../domain/risk/score.ts';

const TIER_FROM = { low: 0.7, middle: 0.4 };
const good: RiskFeatures = {
  ...{ daysPastDue: 5, arrearsShare: 0.01, internalScore: 700, brokenPromises: 0 },
  ...{ externalDebtShare: null, macroAlert: null },
};
const assess = (changes: Partial<RiskFeatures> = {}) =>
  assessRisk(builtInScorecard, { ...good, ...changes }, TIER_FROM);

describe('assessRisk', () => {
  it('a good record is low risk, without reasons against it', () => {
    expect(assess()).toMatchObject({ tier: 'low', model: 'expert-2', reasons: [] });
  });

  it('gives what counted most first', () => {
    const { tier, reasons } = assess({ daysPastDue: 100, arrearsShare: 0.5, internalScore: 500 });
    expect(tier).toBe('high');
    expect(reasons).toEqual([
      'more than 90 days past due',
      'internal rating below 520',
      'arrears above 20 % of the limit',
    ]);
  });

  it('says what it does not know', () => {
    expect(assess({ internalScore: null }).reasons).toEqual(['internalScore unknown']);
  });

  it('the probability is the logistic of the points', () => {
    const model = {
      id: 'm',
      intercept: Math.log(3),
      features: [],
    };
    expect(assessRisk(model, good, TIER_FROM).probability).toBeCloseTo(0.75, 12);
  });

  it.each([
    [0.7, 'low'],
    [0.6999, 'middle'],
    [0.4, 'middle'],
    [0.3999, 'high'],
  ])('a probability of %d is %s risk', (probability, tier) => {
    const model = { id: 'm', intercept: 0, features: [] };
    const shift = probability - 0.5;
    const tierFrom = { low: 0.7 - shift, middle: 0.4 - shift };
    expect(assessRisk(model, good, tierFrom).tier).toBe(tier);
  });

  it('a bin ends below its bound', () => {
    expect(assess({ daysPastDue: 30 }).reasons).toEqual([]);
    expect(assess({ daysPastDue: 31 }).reasons).toEqual(['31 to 60 days past due']);
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
        expect(assess(after).probability).toBeLessThanOrEqual(assess(before).probability);
      }),
    );
  });
});
