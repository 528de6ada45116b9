import { describe, expect, it, test } from 'vitest';
import type { LoanId } from '../../../domain/ids.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { usRetail } from '../../../domain/strategy/built-in/us-retail.ts';
import { armOf, checkEnd, checkExperiment, chosenFor } from '../../../domain/strategy/experiment.ts';
import { outcomeOf, type ArmFigures } from '../../../domain/strategy/experiment-outcome.ts';
import { isFor, placesFor } from '../../../domain/strategy/place.ts';

const loans = Array.from({ length: 20_000 }, (_, i) => `L${String(i + 1).padStart(6, '0')}` as LoanId);
const challenger = { ...cnRetail, version: 2 };

describe('the arm of a loan', () => {
  it.each([0, 0.1, 0.5, 1])('the challenger gets %d of them, within a hundredth', (share) => {
    const got =
      loans.filter((loanId) => armOf('soft-start', loanId, share) === 'challenger').length / loans.length;
    expect(Math.abs(got - share)).toBeLessThan(0.01);
  });

  test('is the same each time, grows with the share, and is another in another experiment', () => {
    const at = (id: string, share: number) =>
      loans.filter((loanId) => armOf(id, loanId, share) === 'challenger');
    const tenth = new Set(at('soft-start', 0.1));
    expect(new Set(at('soft-start', 0.1))).toEqual(tenth);
    expect(at('soft-start', 0.3).filter((loanId) => tenth.has(loanId))).toHaveLength(tenth.size);
    const both = at('later', 0.1).filter((loanId) => tenth.has(loanId)).length;
    expect(both / loans.length).toBeCloseTo(0.01, 2);
  });

  test('is what its case pins', () => {
    const choice = { current: cnRetail, experiment: { experimentId: 'soft-start', share: 0.5, challenger } };
    for (const loanId of loans.slice(0, 50)) {
      const expected = armOf('soft-start', loanId, 0.5) === 'challenger' ? challenger : cnRetail;
      expect(chosenFor(choice, loanId)).toBe(expected);
    }
    expect(chosenFor({ current: cnRetail }, loans[0] as LoanId)).toBe(cnRetail);
  });
});

describe('an experiment is refused', () => {
  it.each([
    ['of a version with itself', cnRetail, undefined, 'StrategyUnchanged'],
    ['with a strategy for another place', usRetail, undefined, 'StrategyElsewhere'],
    ['beside another one', challenger, 'soft-start', 'ExperimentRunning'],
    ['never otherwise', challenger, undefined, undefined],
  ])('%s', (_name, other, running, rule) => {
    expect(checkExperiment(cnRetail, other, running)?.rule).toBe(rule);
  });

  test('to end twice', () => {
    expect(checkEnd({ experimentId: 'soft-start' })).toBeUndefined();
    expect(checkEnd({ experimentId: 'soft-start', endedBy: 'mia' })?.rule).toBe('ExperimentEnded');
  });
});

const arm = (changes: Partial<ArmFigures>): ArmFigures => ({
  ...{ assigned: 1_000, n: 1_000, cured: 400, complained: 10 },
  ...{ recovered: { mean: 0.5, variance: 0.16 }, contacts: { mean: 4, variance: 4 } },
  ...changes,
});
const metric = (champion: ArmFigures, other: ArmFigures, name: string) =>
  outcomeOf({ champion, challenger: other }).find((one) => one.metric === name);

describe('what came of it', () => {
  test.each<[string, string, Partial<ArmFigures>, string]>([
    ['more are cured', 'curedShare', { cured: 460 }, 'challenger-higher'],
    ['fewer are cured', 'curedShare', { cured: 340 }, 'champion-higher'],
    ['a little more is cured', 'curedShare', { cured: 410 }, 'not-enough-data'],
    [
      'more is recovered',
      'recoveredShare',
      { recovered: { mean: 0.56, variance: 0.16 } },
      'challenger-higher',
    ],
    ['it takes fewer contacts', 'contactsPerCase', { contacts: { mean: 3, variance: 4 } }, 'champion-higher'],
    ['as many contacts, within what is worth knowing', 'contactsPerCase', {}, 'no-difference'],
    ['many complain', 'complainedShare', { complained: 40 }, 'challenger-higher'],
  ])('%s', (_name, name, changes, verdict) => {
    expect(metric(arm({}), arm(changes), name)?.verdict).toBe(verdict);
  });

  test('without enough cases says so, and what they would show', () => {
    const few = metric(arm({}), arm({ cured: 410 }), 'curedShare');
    expect(few?.comparison?.detectable).toBeCloseTo(0.0615, 3);
    expect(few?.why).toMatch(
      /a difference of 0\.06\d would be seen .* of 0\.030 it takes 4\.\d times as many cases/,
    );
  });

  test.each([
    ['none at all', arm({ n: 0, assigned: 0, cured: 0, complained: 0 })],
    ['a handful', arm({ n: 20, cured: 20 })],
  ])('of %s nothing is said, however large the difference', (_name, other) => {
    for (const { verdict } of outcomeOf({ champion: arm({}), challenger: other })) {
      expect(verdict).toBe('not-enough-data');
    }
  });
});

test.each([
  ['US', 'US', true],
  ['US', 'US-MA', true],
  ['US-MA', 'US', false],
  ['US', 'USX', false],
  ['EU-IE', 'EU-IE', true],
])('a strategy for %s is for loans of %s: %s', (strategy, loan, expected) => {
  expect(isFor(strategy, loan)).toBe(expected);
  expect(placesFor(loan).includes(strategy)).toBe(expected);
});
