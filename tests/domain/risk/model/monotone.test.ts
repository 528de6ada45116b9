import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../../../domain/portfolio/random.ts';
import type { NumberColumn } from '../../../../domain/risk/features/table.ts';
import { trainRiskModel } from '../../../../domain/risk/model/train.ts';
import { makeMonotone, type ShapeRule } from '../../../../domain/risk/model/step.ts';
import { about, madeUp, scoreAll } from './made-up.ts';

describe('a direction that is known holds', () => {
  // The data say the opposite in places, as data do: the model must not.
  const table = madeUp(
    2500,
    ['daysPastDue', 'brokenPromises', 'internalScore', 'other'],
    ([d = 0, b = 0, r = 0, o = 0]) => -1 + Math.sin(9 * d) + b * (o > 0.5 ? 2 : -1) + 2 * Math.cos(7 * r),
  );
  const model = trainRiskModel({ ...about, ...table });
  const unit = fc.double({ min: -0.2, max: 1.2, noNaN: true });
  const rise = fc.double({ min: 0, max: 1, noNaN: true });

  it('later, broken more often or rated worse is never a better score', () => {
    expect(model.terms.some(({ kind }) => kind === 'pair')).toBe(true);
    fc.assert(
      fc.property(unit, unit, unit, unit, rise, rise, rise, (days, broken, rating, other, a, b, c) => {
        const of = (name: string, better: number, worse: number): NumberColumn => ({
          kind: 'number',
          name,
          values: Float64Array.of(better, worse),
        });
        const { probabilities } = scoreAll(model, [
          of('daysPastDue', days, days + a),
          of('brokenPromises', broken, broken + b),
          of('internalScore', rating, rating - c),
          of('other', other, other),
        ]);
        // Points are tenths that are added up: the last digits of a double may differ.
        expect(probabilities[1]).toBeGreaterThanOrEqual(probabilities[0]! - 1e-12);
      }),
      { numRuns: 500 },
    );
  });

  it('learnt as repayment it holds too: the later, the less likely', () => {
    const kind = madeUp(2500, ['daysPastDue'], ([d = 0]) => 1 - 3 * d);
    const repayment = trainRiskModel({ ...about, ...kind, event: 'repayment' });
    const column = (...values: number[]): NumberColumn => ({
      ...{ kind: 'number', name: 'daysPastDue', values: Float64Array.from(values) },
    });
    const at = [0, 0.2, 0.4, 0.6, 0.8, 1];
    const { probabilities } = scoreAll(repayment, [column(...at)]);
    const inOrder = [...probabilities.subarray(0, at.length)];
    expect(inOrder).toEqual([...inOrder].sort((a, b) => b - a));
    expect(inOrder[0]! - inOrder.at(-1)!).toBeGreaterThan(0.3);
  });

  it('below the value from which a direction holds the shape is free', () => {
    const { next } = random('codes');
    const rows = 2500;
    const code = Float64Array.from({ length: rows }, () => Math.floor(next() * 5) - 2);
    const risk = [0.4, 0.15, 0.05, 0.3, 0.2];
    const target = Uint8Array.from(code, (value) => (next() < risk[value + 2]! ? 1 : 0));
    const columns: NumberColumn[] = [{ kind: 'number', name: 'pay_status', values: code }];
    const p = scoreAll(trainRiskModel({ ...about, columns, target }), [
      { kind: 'number', name: 'pay_status', values: Float64Array.of(-2, -1, 0, 1, 2) },
    ]).probabilities;
    expect(p[0]).toBeGreaterThan(p[1]!);
    expect(p[1]).toBeGreaterThan(p[2]!);
    expect(p[3]).toBeGreaterThan(p[2]!);
    expect(p[4]).toBeGreaterThanOrEqual(p[3]!);
  });
});

describe('makeMonotone', () => {
  const rule = (bins: number, direction: -1 | 1): ShapeRule => ({
    bins,
    direction,
    order: 'ordered',
    directionFrom: 1,
  });

  it.each([
    [[0, 1, 3, 2, 4], 1 as const, [0, 1, 2.5, 2.5, 4]],
    [[9, 1, 3, 2, 4], 1 as const, [9, 1, 2.5, 2.5, 4]],
    [[0, 4, 3, 2], -1 as const, [0, 4, 3, 2]],
    [[0, 1, 2, 3], -1 as const, [0, 2, 2, 2]],
  ])('%j in direction %d becomes %j', (values, direction, expected) => {
    const out = Float64Array.from(values);
    makeMonotone(out, new Float64Array(values.length).fill(1), rule(values.length, direction));
    expect([...out]).toEqual(expected);
  });

  it('keeps the weighted sum and the direction', () => {
    const bins = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 2,
    });
    fc.assert(
      fc.property(bins, fc.constantFrom<1 | -1>(1, -1), (pairs, direction) => {
        const values = Float64Array.from(pairs, ([value]) => value);
        const weights = Float64Array.from(pairs, ([, weight]) => weight);
        const sum = () =>
          values.subarray(1).reduce((total, value, at) => total + value * weights[at + 1]!, 0);
        const before = sum();
        makeMonotone(values, weights, rule(values.length, direction));
        expect(sum()).toBeCloseTo(before, 6);
        for (let bin = 2; bin < values.length; bin += 1) {
          expect(direction * (values[bin]! - values[bin - 1]!)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
