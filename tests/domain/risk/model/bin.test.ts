import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BinFinder } from '../../../../domain/risk/model/bin-finder.ts';
import {
  binCategories,
  binNumbers,
  cutPoints,
  MISSING_BIN,
  roundest,
} from '../../../../domain/risk/model/bin.ts';

describe('cutPoints', () => {
  it('gives few different values a bin each', () => {
    expect(cutPoints(Float64Array.of(3, 1, 1, 2, Number.NaN), 8)).toEqual([2, 3]);
  });

  it('has none for no values, and for one', () => {
    expect(cutPoints(new Float64Array(0), 8)).toEqual([]);
    expect(cutPoints(Float64Array.of(4, 4, Number.NaN), 8)).toEqual([]);
  });

  it('cuts many values into even parts, and is not led astray by one that is everywhere', () => {
    const values = Float64Array.from({ length: 2000 }, (_, at) => (at < 1000 ? 0 : at));
    const cuts = cutPoints(values, 11);
    const codes = new Uint8Array(values.length);
    binNumbers(values, Float64Array.from(cuts), codes);
    const rows = Array.from({ length: 11 }, (_, bin) => codes.filter((code) => code === bin + 1).length);
    expect(rows[0]).toBe(1000);
    for (const count of rows.slice(1)) expect(Math.abs(count - 100)).toBeLessThan(15);
  });

  it('keeps to the most bins, ascends, and separates values', () => {
    const some = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(some, fc.integer({ min: 2, max: 254 }), (values, most) => {
        const cuts = cutPoints(Float64Array.from(values), most);
        expect(cuts.length).toBeLessThan(most);
        for (const [at, cut] of cuts.entries()) {
          expect(cut).toBeGreaterThan(cuts[at - 1] ?? -Infinity);
          expect(values.some((value) => value < cut)).toBe(true);
          expect(values.some((value) => value >= cut)).toBe(true);
        }
      }),
    );
  });
});

describe('roundest', () => {
  it.each([
    [11_987.5, 12_310, 12_000],
    [0.4996, 0.5003, 0.5],
    [1, 2, 2],
    [-3, 4, 0],
    [-5.7, -5.2, -5.2],
    [0, 0.034, 0.03],
  ])('between %d and %d it is %d', (below, above, expected) => {
    expect(roundest(below, above)).toBeCloseTo(expected, 12);
  });

  it('is above the one and not above the other', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        fc.pre(a !== b);
        const [below, above] = a < b ? [a, b] : [b, a];
        expect(roundest(below, above)).toBeGreaterThan(below);
        expect(roundest(below, above)).toBeLessThanOrEqual(above);
      }),
    );
  });
});

describe('BinFinder', () => {
  it('finds the bins that binNumbers finds, whatever the numbers', () => {
    const number = fc.oneof(
      fc.double(),
      fc.integer({ min: -20, max: 20 }).map(Number),
      fc.constantFrom(0, -0, 5e-324, -5e-324, Infinity, -Infinity, Number.NaN, 1e308, -1e308),
    );
    const cut = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -20, max: 20 }).map(Number),
    );
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), fc.array(cut, { maxLength: 40 }), (values, some) => {
        const cuts = [...new Set(some.map((value) => value + 0))].sort((a, b) => a - b);
        // The numbers at and beside the cuts are where it can go wrong.
        const all = Float64Array.from([
          ...values,
          ...cuts,
          ...cuts.flatMap((c) => [c - 1e-9, c * (1 - 2e-16), c + 1e-9]),
        ]);
        const [found, expected] = [new Uint8Array(all.length), new Uint8Array(all.length)];
        new BinFinder(cuts).find(all, new Uint32Array(all.buffer), all.length, found);
        binNumbers(all, Float64Array.from(cuts), expected);
        expect(found).toEqual(expected);
      }),
    );
  });
});

describe('binCategories', () => {
  it('gives frequent texts a bin, most frequent first, and puts the rest together', () => {
    const { binOf, members } = binCategories(Int32Array.of(1, 1, 1, 0, 0, 2, -1), 4, 2);
    expect(members).toEqual([[1], [0], [2, 3]]);
    expect([...binOf]).toEqual([2, 1, 3, 3]);
    expect([...binOf]).not.toContain(MISSING_BIN);
  });
});
