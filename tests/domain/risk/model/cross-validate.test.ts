import { describe, expect, it } from 'vitest';
import { crossValidate, meanQuality } from '../../../../domain/risk/model/cross-validate.ts';
import { random } from '../../../../domain/portfolio/random.ts';
import { shareOutGroups } from '../../../../domain/risk/model/share-out.ts';
import type { CategoryColumn, Column } from '../../../../domain/risk/features/table.ts';
import type { TrainInput } from '../../../../domain/risk/model/train.ts';
import { about, madeUp } from './made-up.ts';

function run(input: TrainInput, folds: number) {
  const steps = crossValidate(input, folds);
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}

describe('cross-validation', () => {
  const { columns, target, truth } = madeUp(900, ['x', 'noise'], ([x = 0]) => 6 * x - 3);

  it('judges each row once, by a model that has not seen it', () => {
    const found = run({ ...about, columns, target }, 3);
    expect(found.map(({ fold }) => fold)).toEqual([1, 2, 3]);
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBe(900);
    const events = target.reduce((sum, value) => sum + value, 0);
    expect(found.reduce((sum, fold) => sum + fold.events, 0)).toBe(events);
    const { auc, brier } = meanQuality(found);
    expect(auc).toBeGreaterThan(0.8);
    const best = truth.reduce((sum, p, row) => sum + (p - target[row]!) ** 2, 0) / 900;
    expect(brier).toBeLessThan(best + 0.02);
  });

  it('finds nothing where there is nothing: an identifier of each row would be found if rows leaked', () => {
    const chance = madeUp(600, ['noise'], () => 0, 'chance');
    const { auc } = meanQuality(run({ ...about, columns: chance.columns, target: chance.target }, 4));
    expect(Math.abs((auc ?? 0) - 0.5)).toBeLessThan(0.08);
  });

  it('judges no loan by what was learnt from another day of it', () => {
    const groups = Int32Array.from({ length: 900 }, (_, row) => Math.floor(row / 30));
    const draws = random('groups');
    const outcomes = Array.from({ length: 30 }, () => draws.int(0, 1));
    const luck = Uint8Array.from(groups, (group) => outcomes[group]!);
    // Which loan it is tells its outcome, and nothing of other loans.
    const loan = {
      kind: 'number' as const,
      name: 'loan',
      values: Float64Array.from(groups, (of) => (of * 7) % 30),
    };
    const { auc } = meanQuality(run({ ...about, columns: [loan], target: luck, groups }, 3));
    expect(auc).toBeLessThan(0.75);
  });

  it('reads texts in the places that they have in each fold', () => {
    const kinds: CategoryColumn = {
      kind: 'category',
      name: 'kind',
      categories: ['good', 'bad'],
      codes: Int32Array.from(target, (value, row) => (row % 10 === 0 ? 1 - value : value)),
    };
    const { auc } = meanQuality(run({ ...about, columns: [kinds] as Column[], target }, 3));
    expect(auc).toBeGreaterThan(0.85);
  });

  it.each([0, 1, 21, Number.NaN])('refuses %d folds', (folds) => {
    expect(() => run({ ...about, columns, target }, folds)).toThrow('it takes 2 to 20 folds');
  });
});

it('rows of one group come to one part', () => {
  const groups = Int32Array.from({ length: 300 }, (_, row) => row % 40);
  const parts = shareOutGroups(groups, 5, 'key');
  const partsOf = new Map<number, Set<number>>();
  for (const [row, group] of groups.entries())
    partsOf.set(group, (partsOf.get(group) ?? new Set()).add(parts[row]!));
  expect([...partsOf.values()].every(({ size }) => size === 1)).toBe(true);
  expect(new Set(parts).size).toBe(5);
  expect(shareOutGroups(groups, 5, 'key')).toEqual(parts);
});
