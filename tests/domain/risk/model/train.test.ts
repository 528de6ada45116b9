import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../../domain/portfolio/random.ts';
import { MISSING, type CategoryColumn, type NumberColumn } from '../../../../domain/risk/features/table.ts';
import { qualityOf } from '../../../../domain/risk/model/metrics.ts';
import { parseRiskModel } from '../../../../domain/risk/model/parse-model.ts';
import { reasonsOf } from '../../../../domain/risk/model/reasons.ts';
import type { RiskModel } from '../../../../domain/risk/model/schema.ts';
import { trainRiskModel } from '../../../../domain/risk/model/train.ts';
import { about, madeUp, scoreAll } from './made-up.ts';

const one = (name: string, value: number): NumberColumn => ({
  kind: 'number',
  name,
  values: Float64Array.of(value),
});

describe('a model of made-up rows', () => {
  // A step, a line, a valley, and noise.
  const logOdds = ([a = 0, b = 0, c = 0]: readonly number[]) =>
    -1.5 + (a > 0.5 ? 1.5 : 0) + 2 * b + 6 * (c - 0.5) ** 2;
  const names = ['stepped', 'linear', 'valley', 'noise'];
  const table = madeUp(6000, names, logOdds);
  let model: RiskModel;

  beforeAll(() => {
    model = trainRiskModel({ ...table, ...about });
  });

  /** Log-odds between two rows that differ in one column. */
  const effect = (name: string, from: number, to: number): number => {
    const pointsAt = (value: number) =>
      scoreAll(
        model,
        names.map((n) => one(n, n === name ? value : 0.4)),
      ).points[0]!;
    return ((pointsAt(from) - pointsAt(to)) * Math.LN2) / model.scale.doubling;
  };

  it('has the shapes that made them', () => {
    expect(effect('stepped', 0.2, 0.8)).toBeGreaterThan(1.1);
    expect(effect('stepped', 0.2, 0.8)).toBeLessThan(1.9);
    expect(Math.abs(effect('stepped', 0.1, 0.45))).toBeLessThan(0.3);
    expect(effect('linear', 0.1, 0.9)).toBeGreaterThan(1.1);
    expect(effect('linear', 0.1, 0.9)).toBeLessThan(2.1);
    expect(effect('valley', 0.5, 0.98)).toBeGreaterThan(0.8);
    expect(effect('valley', 0.02, 0.5)).toBeLessThan(-0.8);
  });

  it('says what matters: noise does not', () => {
    const importance = (name: string) => model.terms.find((term) => term.name === name)?.importance ?? 0;
    expect(importance('noise')).toBeLessThan(importance('linear') / 5);
  });

  it('ranks new rows nearly as well as the truth does, and is calibrated on them', () => {
    const fresh = madeUp(6000, names, logOdds, 'fresh');
    const got = qualityOf(scoreAll(model, fresh.columns).probabilities, fresh.target);
    const best = qualityOf(fresh.truth, fresh.target);
    expect(got.auc!).toBeGreaterThan(best.auc! - 0.015);
    expect(got.brier).toBeLessThan(best.brier + 0.004);
    for (const { predicted, observed } of got.reliability)
      expect(Math.abs(predicted - observed)).toBeLessThan(0.07);
  });

  it('is the same to the byte for the same seed, and another for another', () => {
    const small = madeUp(800, names, logOdds);
    const [a, b, c] = [1, 1, 2].map((seed) => JSON.stringify(trainRiskModel({ ...small, ...about, seed })));
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });

  it('scores the same after it was written and read', () => {
    const read = parseRiskModel(JSON.stringify(model));
    expect(read).toEqual(model);
    expect(scoreAll(read, table.columns).probabilities).toEqual(scoreAll(model, table.columns).probabilities);
  });

  it('the points of a row add up, and the probability follows from the sum', () => {
    const { points, probabilities, scorer } = scoreAll(
      model,
      table.columns.map((c) => one(c.name, c.values[0]!)),
    );
    const sum = scorer.terms.reduce((total, term) => total + term.points[term.codes[0]!]!, model.base);
    expect(points[0]).toBeCloseTo(sum, 9);
    const odds = 2 ** ((sum - model.scale.evenOdds) / model.scale.doubling);
    expect(probabilities[0]).toBeCloseTo(1 / (1 + odds), 12);
  });

  it('gives reasons in words, worst first', () => {
    const { scorer } = scoreAll(model, [
      one('stepped', 0.9),
      one('linear', 0.95),
      one('valley', 0.5),
      one('noise', 0.5),
    ]);
    const reasons = reasonsOf(scorer, 0, 2);
    expect(reasons.map(({ text }) => text.split(' ')[0]).sort()).toEqual(['linear', 'stepped']);
    expect(reasons[0]!.points).toBeLessThanOrEqual(reasons[1]!.points);
    expect(reasonsOf(scorer, 0, 1)).toHaveLength(1);
  });

  it('learnt as repayment, more points are still better and the probability is that of repayment', () => {
    const small = madeUp(1500, ['x'], ([x = 0]) => 4 * x - 2);
    const repaid = trainRiskModel({ ...small, ...about, event: 'repayment' });
    const { points, probabilities } = scoreAll(repaid, [
      { ...one('x', 0), values: Float64Array.of(0.1, 0.9) },
    ]);
    expect(points[1]).toBeGreaterThan(points[0]!);
    expect(probabilities[1]).toBeGreaterThan(probabilities[0]!);
  });
});

describe('values that are missing, rare or new', () => {
  const rows = 3000;
  const { next, int } = random('texts');
  const region: CategoryColumn = {
    kind: 'category',
    name: 'region',
    categories: ['north', 'south', 'islet'],
    codes: Int32Array.from({ length: rows }, (_, row) => (row < 5 ? 2 : int(0, 1))),
  };
  const income = {
    kind: 'number' as const,
    name: 'wealth',
    values: Float64Array.from({ length: rows }, next),
  };
  for (let row = 0; row < rows; row += 4) income.values[row] = Number.NaN;
  const target = Uint8Array.from({ length: rows }, (_, row) => {
    const risk = 0.1 + (region.codes[row] === 1 ? 0.3 : 0) + (row % 4 === 0 ? 0.3 : 0);
    return next() < risk ? 1 : 0;
  });
  const model = trainRiskModel({ ...about, columns: [region, income], target });
  const probability = (text: string | undefined, value: number) =>
    scoreAll(model, [
      {
        kind: 'category',
        name: 'region',
        categories: [text ?? ''],
        codes: Int32Array.of(text === undefined ? MISSING : 0),
      },
      one('wealth', value),
    ]).probabilities[0]!;

  it('texts have points of their own', () => {
    expect(probability('south', 0.5)).toBeGreaterThan(probability('north', 0.5) + 0.15);
  });

  it('a missing number has its own bin', () => {
    expect(probability('north', Number.NaN)).toBeGreaterThan(probability('north', 0.5) + 0.15);
  });

  it('a text that is rare or new is between the others, and is said to be so', () => {
    for (const text of ['islet', 'moon']) {
      expect(probability(text, 0.5)).toBeGreaterThan(probability('north', 0.5));
      expect(probability(text, 0.5)).toBeLessThan(probability('south', 0.5));
    }
    const term = model.terms.find(({ name }) => name === 'region');
    expect(term?.kind === 'category' && term.unseen.reason).toBe('region is rare or new');
  });

  it('a row without any value has a score', () => {
    expect(probability(undefined, Number.NaN)).toBeGreaterThan(0);
    expect(probability(undefined, Number.NaN)).toBeLessThan(1);
  });

  it('a value that is not finite, or far off, has a score', () => {
    for (const value of [Infinity, -Infinity, 1e300, -1e300, 5e-324, -0]) {
      expect(probability('north', value)).toBeGreaterThan(0);
    }
  });
});

describe('what cannot be learnt from', () => {
  const table = madeUp(400, ['x'], ([x = 0]) => 3 * x - 1.5);
  const constant = { kind: 'number' as const, name: 'same', values: new Float64Array(400).fill(7) };

  it('constant columns are left out and said', () => {
    const { terms, training } = trainRiskModel({ ...about, ...table, columns: [...table.columns, constant] });
    expect(training.dropped).toEqual([{ column: 'same', why: 'the same in every row' }]);
    expect(terms.some(({ name }) => name.includes('same'))).toBe(false);
  });

  it('nothing but constant columns is refused', () => {
    expect(() => trainRiskModel({ ...about, ...table, columns: [constant] })).toThrow(
      'no column is left to learn from: same (the same in every row)',
    );
  });

  it('one row is too few', () => {
    expect(() => trainRiskModel({ ...about, columns: [one('x', 1)], target: Uint8Array.of(1) })).toThrow(
      '1 row is too few to learn from',
    );
  });

  it.each([0, 1])('only %d as outcome is refused', (outcome) => {
    const target = new Uint8Array(400).fill(outcome);
    expect(() => trainRiskModel({ ...about, columns: table.columns, target })).toThrow('it takes 10 of each');
  });

  it('pure noise gives a model that says about the same of everybody', () => {
    const noise = madeUp(1000, ['x', 'y'], () => -1);
    const { probabilities } = scoreAll(trainRiskModel({ ...about, ...noise }), noise.columns);
    expect(Math.max(...probabilities) - Math.min(...probabilities)).toBeLessThan(0.25);
  });
});
