import { expect, test } from 'vitest';
import { amountsLearnt, comparableValues } from '../../../domain/risk/amounts.ts';
import { builtInScorecard } from '../../../domain/risk/built-in-scorecard.ts';
import { CASE_FEATURES } from '../../../domain/risk/features/case-features.ts';
import { MISSING } from '../../../domain/risk/features/table.ts';
import { riskScorer } from '../../../domain/risk/make-scorer.ts';
import type { RiskModel } from '../../../domain/risk/model/schema.ts';

const values = { currency: 'USD', principalMinor: 5_000_000, annualIncomeMinor: 9_000_000, termMonths: 12 };

test.each([
  ['USD', values],
  ['CNY', { ...values, principalMinor: null, annualIncomeMinor: null }],
  [null, values],
  [undefined, values],
])('a model whose amounts are in %s sees of a loan in USD %j', (amountsIn, seen) => {
  expect(comparableValues(values, amountsIn)).toEqual(seen);
});

test('each feature in minor units is an amount, and no other is', () => {
  const all = Object.fromEntries(CASE_FEATURES.map(({ name }) => [name, 1]));
  const seen = comparableValues({ ...all, currency: 'USD' }, 'CNY');
  const hidden = Object.keys(all).filter((name) => seen[name] === null);
  expect(hidden.sort()).toEqual(
    CASE_FEATURES.map(({ name }) => name)
      .filter((n) => n.endsWith('Minor'))
      .sort(),
  );
});

test('rows of an unknown currency make no second one', () => {
  const column = (...codes: number[]) => [
    {
      ...{ kind: 'category' as const, name: 'currency', categories: ['CNY', 'USD'] },
      codes: Int32Array.from(codes),
    },
  ];
  expect(amountsLearnt(column(0, MISSING, 0))).toEqual({ amountsIn: 'CNY', leftOut: [] });
  expect(amountsLearnt(column(MISSING))).toEqual({ amountsIn: null, leftOut: [] });
  expect(amountsLearnt(column(0, 1, 1)).why).toContain('2 in USD, 1 in CNY');
});

test('a loan in another currency is scored as if its amounts were not known, and its currency is asked for', () => {
  const worth = (points: number) => ({ points, reason: '', share: 0.5 });
  const repayment: RiskModel = {
    ...builtInScorecard,
    columns: [{ kind: 'number', name: 'principalMinor' }],
    terms: [
      {
        ...{ kind: 'number', name: 'principalMinor', label: 'limit', family: 'limit', importance: 1 },
        ...{ recipe: { kind: 'column', column: 'principalMinor' }, direction: 'unknown' },
        ...{ bins: [{ below: 1_000_000, ...worth(-100) }, worth(100)], missing: worth(0) },
      },
    ],
  };
  const scorer = riskScorer('bank-7', { repayment, amountsIn: 'CNY' });
  expect(scorer.features).toEqual(['principalMinor', 'currency']);
  const pointsOf = (currency: string, principalMinor: number | null) =>
    scorer.score({ currency, principalMinor }).points;
  expect(pointsOf('CNY', 5_000_000) - pointsOf('CNY', null)).toBeCloseTo(100, 6);
  expect(pointsOf('USD', 5_000_000)).toBe(pointsOf('CNY', null));
  expect(riskScorer('bank-6', { repayment }).features).toEqual(['principalMinor']);
});
