import { describe, expect, it } from 'vitest';
import { amountWords, thresholdsFor, tierAfter, tierOf } from '../../../domain/risk/tier.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { checkStrategy } from '../../../domain/strategy/check-strategy.ts';
import { strategySchema, type Strategy, type Tier } from '../../../domain/strategy/schema.ts';
import { shippedPolicy } from '../../../domain/contact/gate-policy.ts';
import { caseContext, caseFacts, caseState, NOW } from '../fixtures.ts';
import { openCase } from '../../../domain/case/open-case.ts';
import { rescoreIfDue } from '../../../domain/case/rescore.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';

const FROM: Strategy['tierFrom'] = {
  ...{ low: 0.7, middle: 0.4 },
  byAmount: [
    { arrearsFromMinor: 100_000, low: 0.8, middle: 0.5 },
    { arrearsFromMinor: 1_000_000, low: 0.97, middle: 0.6 },
  ],
};

describe('thresholds on probability', () => {
  it.each<[number, Tier]>([
    [0.7, 'low'],
    [0.6999, 'middle'],
    [0.4, 'middle'],
    [0.3999, 'high'],
  ])('a probability of %d is %s risk', (probability, tier) => {
    expect(tierOf(probability, { low: 0.7, middle: 0.4 })).toBe(tier);
  });
});

describe('thresholds on amount', () => {
  it.each([
    [0, 0.7],
    [99_999, 0.7],
    [100_000, 0.8],
    [999_999, 0.8],
    [1_000_000, 0.97],
    [9_000_000, 0.97],
  ])('with %d overdue, risk is low from %d', (arrearsMinor, low) => {
    expect(thresholdsFor(FROM, arrearsMinor).low).toBe(low);
  });

  it('without them the amount does not matter', () => {
    const { byAmount, ...plain } = FROM;
    expect(byAmount).toBeDefined();
    expect(thresholdsFor(plain, 9_000_000)).toEqual(plain);
  });

  it('are named when they have decided, and only then', () => {
    const words = (probability: number, arrearsMinor: number) =>
      amountWords(FROM, { arrearsMinor, currency: 'CNY' }, (from) => tierOf(probability, from));
    expect(words(0.75, 100_000)).toBe('from CNY 1,000.00 on, risk is low from 0.8 and middle from 0.5');
    expect(words(0.75, 99_999)).toBeUndefined();
    expect(words(0.9, 100_000)).toBeUndefined();
  });

  it('count when a case opens, with the reason', () => {
    const strategy = { ...cnRetail, tierFrom: FROM };
    const opened = (arrearsMinor: number) =>
      openCase(caseFacts({ delinquency: { arrearsMinor } }), strategy, expertScorer, NOW);
    expect(opened(50_000).state.tier).toBe('low');
    const { state, entries } = opened(1_500_000);
    expect(state.tier).toBe('middle');
    expect(entries[0]?.why).toContain('from CNY 10,000.00 on, risk is low from 0.97');
    expect(opened(50_000).entries[0]?.why).not.toContain('from CNY');
  });

  it('count when it is scored anew, with the reason', () => {
    const facts = caseFacts({ delinquency: { arrearsMinor: 1_500_000 } });
    const state = caseState({ rescoreFor: 'new rating', arrearsMinor: 1_500_000 });
    const strategy = { ...cnRetail, tierFrom: FROM, rescoring: { band: 0 } };
    const rescored = rescoreIfDue(state, caseContext({ facts, strategy }));
    expect(rescored?.state.tier).toBe('middle');
    expect(rescored?.effects.entries[0]?.why).toContain('from CNY 10,000.00 on');
    const plain = rescoreIfDue(
      state,
      caseContext({ facts, strategy: { ...strategy, tierFrom: cnRetail.tierFrom } }),
    );
    expect(plain?.state.tier).toBe('low');
    expect(tierAfter('low', 0.93, thresholdsFor(FROM, 1_500_000), 0)).toBe('middle');
  });

  it.each<[string, NonNullable<Strategy['tierFrom']['byAmount']>, string, string]>([
    [
      'amounts are not in order',
      [FROM.byAmount![1]!, FROM.byAmount![0]!],
      ...(['tierFrom.byAmount.1.arrearsFromMinor', 'ascending'] as const),
    ],
    [
      'low is below middle',
      [{ arrearsFromMinor: 5, low: 0.2, middle: 0.3 }],
      ...(['tierFrom.byAmount.0', 'with 5 minor units overdue'] as const),
    ],
  ])('a strategy is not published when %s', (_name, byAmount, field, words) => {
    const strategy = { ...cnRetail, tierFrom: { ...cnRetail.tierFrom, byAmount } };
    const surroundings = { scriptOf: () => undefined, policy: shippedPolicy('CN') };
    const found = checkStrategy(strategy, surroundings).find((problem) => problem.field === field);
    expect(found?.message).toContain(words);
    expect(
      checkStrategy({ ...strategy, tierFrom: FROM }, surroundings).filter((p) =>
        p.field.startsWith('tierFrom'),
      ),
    ).toEqual([]);
  });

  it('are amounts of something', () => {
    const byAmount = [{ arrearsFromMinor: 0, low: 0.7, middle: 0.4 }];
    expect(strategySchema.safeParse({ ...cnRetail, tierFrom: { ...FROM, byAmount } }).success).toBe(false);
    expect(strategySchema.safeParse({ ...cnRetail, tierFrom: FROM }).success).toBe(true);
  });
});
