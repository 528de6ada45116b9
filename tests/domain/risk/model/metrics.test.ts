import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../../domain/risk/model/calibrate.ts';
import { qualityOf } from '../../../../domain/risk/model/metrics.ts';
import type { Recipe } from '../../../../domain/risk/features/recipe.ts';
import { binWords, unitOf, type BinBounds } from '../../../../domain/risk/model/words.ts';
import { random } from '../../../../domain/portfolio/random.ts';

describe('qualityOf', () => {
  it.each([
    ['perfect', [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], 1, 1],
    ['upside down', [0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1], 0, 1],
    ['all the same', [0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1], 0.5, 0],
    ['one tie', [0.1, 0.4, 0.4, 0.9], [0, 1, 0, 1], 0.875, 0.5],
  ])('%s', (_, p, y, auc, ks) => {
    expect(qualityOf(Float64Array.from(p), Uint8Array.from(y))).toMatchObject({ auc, ks });
  });

  it('cannot rank where there is one outcome, and still has a Brier score', () => {
    const quality = qualityOf(Float64Array.of(0.8), Uint8Array.of(1));
    expect(quality).toMatchObject({ rows: 1, events: 1, auc: null, ks: null });
    expect(quality.brier).toBeCloseTo(0.04, 12);
    expect(quality.logLoss).toBeCloseTo(-Math.log(0.8), 12);
    expect(quality.reliability).toHaveLength(1);
  });

  it('AUC is the share of pairs that are ranked right, half for ties', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1 })), {
      minLength: 2,
    });
    fc.assert(
      fc.property(rows, (pairs) => {
        const events = pairs.filter(([, y]) => y === 1);
        const others = pairs.filter(([, y]) => y === 0);
        fc.pre(events.length > 0 && others.length > 0);
        const wins = events.flatMap(([a]) => others.map(([b]): number => (a > b ? 1 : a === b ? 0.5 : 0)));
        const { auc, reliability } = qualityOf(
          Float64Array.from(pairs, ([p]) => p / 10),
          Uint8Array.from(pairs, ([, y]) => y),
        );
        expect(auc).toBeCloseTo(wins.reduce((a, b) => a + b, 0) / wins.length, 9);
        expect(reliability.reduce((sum, { rows: n }) => sum + n, 0)).toBe(pairs.length);
      }),
    );
  });
});

describe('calibrate', () => {
  it('finds the line that outcomes were drawn by', () => {
    const { next } = random('line');
    const logOdds = Float64Array.from({ length: 20_000 }, () => 6 * next() - 3);
    const target = Uint8Array.from(logOdds, (x) => (next() < 1 / (1 + Math.exp(-(0.5 * x - 1))) ? 1 : 0));
    const { slope, shift } = calibrate(logOdds, target);
    expect(slope).toBeCloseTo(0.5, 1);
    expect(shift).toBeCloseTo(-1, 1);
  });

  it.each([
    ['nothing to fit', [1, 1, 1, 1], [0, 1, 0, 1]],
    ['a ranking that is upside down', [-2, -1, 1, 2], [1, 0, 1, 0]],
  ])('changes nothing for %s', (_, x, y) => {
    expect(calibrate(Float64Array.from(x), Uint8Array.from(y))).toEqual({ slope: 1, shift: 0 });
  });
});

describe('binWords', () => {
  it.each<[Omit<BinBounds, 'name' | 'label'>, string]>([
    [{ from: undefined, below: 2, whole: true }, 'x is 1 or less'],
    [{ from: undefined, below: 1, whole: true, least: 0 }, 'x is 0'],
    [{ from: 2, below: 3, whole: true }, 'x is 2'],
    [{ from: 2, below: 5, whole: true }, 'x is 2 to 4'],
    [{ from: 12_000, below: undefined, whole: true }, 'x is 12,000 or more'],
    [{ from: undefined, below: 0.5, whole: false }, 'x is below 0.5'],
    [{ from: 0.2, below: 0.5, whole: false }, 'x is 0.2 to 0.5'],
    [{ from: 0.01517, below: 0.0197957, whole: false, unit: 'share' }, 'x is 1.5 % to 2 %'],
    [{ from: 1, below: 2, whole: true, unit: 'months' }, 'x is 1 month'],
    [{ from: undefined, below: 12.5, whole: false, unit: 'days' }, 'x is less than 12.5 days'],
    [{ from: 123_456, below: 234_567, whole: true, unit: 'amount' }, 'x is 120,000 to 240,000'],
    [{ from: undefined, below: 1, whole: true, least: 0, unit: 'amount' }, 'x is 0'],
    [{ from: undefined, below: undefined, whole: false }, 'x is known'],
  ])('%j is "%s"', (bounds, words) => {
    expect(binWords({ name: 'x', label: 'x', ...bounds })).toBe(words);
  });
});

describe('unitOf', () => {
  it.each<[string, Recipe, number[], boolean, string]>([
    ['a column of days', { kind: 'column', column: 'days_late' }, [3], true, 'days'],
    ['a share', { kind: 'column', column: 'utilisation' }, [0.2, 0.9], false, 'share'],
    ['one in percent', { kind: 'column', column: 'utilisation' }, [20, 90], false, 'none'],
    ['one that is only 0 or 1', { kind: 'column', column: 'utilisation' }, [1], true, 'none'],
    ['a rate, which may be in percent', { kind: 'column', column: 'interest_rate' }, [0.4], false, 'rate'],
    ['a column that nobody knows', { kind: 'column', column: 'x' }, [3], true, 'none'],
    ['a ratio', { kind: 'ratio', top: [['BILL1', 1]], bottom: [['LIMIT', 1]] }, [0.5], false, 'share'],
    ['a sum of amounts', { kind: 'ratio', top: [['BILL1', 1], ['LIMIT', -1]] }, [5], true, 'amount'], // prettier-ignore
    ['a sum of shares', { kind: 'ratio', top: [['utilisation1', 0.5]] }, [0.5], false, 'none'],
    [
      'the worst of shares',
      { kind: 'max', of: [{ kind: 'column', column: 'utilisation1' }] },
      [0.5],
      false,
      'none',
    ],
    ['a count', { kind: 'count-above', of: [], threshold: 0 }, [1], true, 'periods'],
  ])('%s', (_, recipe, cuts, whole, unit) => {
    expect(unitOf(recipe, cuts, whole)).toBe(unit);
  });
});
