import { describe, expect, test } from 'vitest';
import {
  indicatorRulesSchema,
  type IndicatorCondition,
  type IndicatorRule,
} from '../../../../domain/alerts/portfolio/indicator-rule.ts';
import { readIndicator, type IndicatorValue } from '../../../../domain/alerts/portfolio/indicator-rules.ts';

const monthly = (...values: number[]): IndicatorValue[] =>
  values.map((value, index) => ({ asOf: `2026-0${index + 1}-28`, value, source: 'office' }));

const rule = (when: IndicatorCondition, level: IndicatorRule['level'] = 'watch'): IndicatorRule => ({
  ...{ id: `${when.kind}-${level}`, indicator: 'jobless', when, level },
});
const change = (kind: 'rise' | 'fall', by: number, periods: number, unit: 'points' | 'percent' = 'points') =>
  rule({ kind, by, periods, unit });

describe('a rule holds', () => {
  test.each<[string, IndicatorRule, number[], holds: boolean]>([
    ['above its level', rule({ kind: 'above', value: 6 }), [6.1], true],
    ['not at it', rule({ kind: 'above', value: 6 }), [6], false],
    ['of the newest value, not of one before', rule({ kind: 'above', value: 6 }), [7, 5], false],
    ['below its level', rule({ kind: 'below', value: 0 }), [-0.1], true],
    ['not at it either', rule({ kind: 'below', value: 0 }), [0], false],
    ['risen by as much, decimals notwithstanding', change('rise', 0.5, 1), [5.9, 6.4], true],
    ['risen by less', change('rise', 0.5, 1), [5.91, 6.4], false],
    ['over so many periods', change('rise', 1, 3), [5, 5.4, 5.8, 6], true],
    ['not over fewer', change('rise', 1, 2), [5, 5.4, 5.8, 6], false],
    ['of a series that is too short', change('rise', 1, 3), [5, 5.8, 9], false],
    ['fallen by percent', change('fall', 10, 1, 'percent'), [200, 180], true],
    ['fallen, when it asks for a rise', change('rise', 10, 1, 'percent'), [200, 180], false],
    ['risen by percent of less than nothing', change('rise', 50, 1, 'percent'), [-2, -1], true],
    ['by percent of zero', change('rise', 1, 1, 'percent'), [0, 5], false],
  ])('%s', (_what, one, values, holds) => {
    expect(readIndicator('jobless', monthly(...values), [one])?.level).toBe(holds ? 'watch' : 'none');
  });
});

test('of those that hold the worst counts, and it says which in words', () => {
  const rules = [rule({ kind: 'above', value: 5 }), rule({ kind: 'above', value: 6 }, 'severe')];
  expect(readIndicator('jobless', monthly(6.4), rules)).toMatchObject({
    ...{ level: 'severe', rule: rules[1], newest: { value: 6.4 } },
    why: 'jobless is 6.4 as of 2026-01-28, above 6',
  });
  expect(readIndicator('jobless', monthly(5.5), rules)).toMatchObject({ level: 'watch', rule: rules[0] });
  expect(readIndicator('jobless', monthly(5, 5.8), [change('rise', 0.5, 1)])?.why).toBe(
    'jobless is 5.8 as of 2026-02-28, up 0.8 since 2026-01-28, 0.5 or more in 1 periods',
  );
});

test('without a rule or a value there is nothing to say', () => {
  expect(readIndicator('prices', monthly(9), [rule({ kind: 'above', value: 1 })])).toBeUndefined();
  expect(readIndicator('jobless', [], [rule({ kind: 'above', value: 1 })])).toBeUndefined();
});

test.each([
  ['an id that is there twice', [rule({ kind: 'above', value: 1 }), rule({ kind: 'above', value: 2 })]],
  ['a level that there is not', [{ ...rule({ kind: 'above', value: 1 }), level: 'none' }]],
  ['a change of nothing', [change('rise', 0, 1)]],
  ['no period', [change('rise', 1, 0)]],
  ['an id with blanks', [{ ...rule({ kind: 'above', value: 1 }), id: 'a b' }]],
])('refuses %s', (_what, rules) => {
  expect(indicatorRulesSchema.safeParse(rules).success).toBe(false);
});
