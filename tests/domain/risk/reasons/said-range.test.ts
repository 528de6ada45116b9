import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundedRange, wholeRange } from '../../../../domain/risk/reasons/said-range.ts';

describe('roundedRange', () => {
  it.each([
    [{ from: 0.01517, below: 0.0197957 }, 100, { from: 1.5, to: 2 }],
    [{ from: 0.0197957, below: 0.0253 }, 100, { from: 1.97, to: 2.53 }],
    [{ from: 0.07 }, 100, { from: 7 }],
    [{ below: 0.07 }, 100, { to: 7 }],
    [{ from: 0.29, below: 0.57 }, 100, { from: 29, to: 57 }],
    [{ from: 3_500_000, below: 4_123_456 }, 0.01, { from: 35_000, to: 41_300 }],
    [{ from: 12_345.6 }, 1, { from: 12_300 }],
    [{ below: 12_345.6 }, 1, { to: 12_400 }],
    [{ from: -0.1234, below: 0 }, 1, { from: -0.124, to: 0 }],
    [{ from: -41, below: -19 }, 1, { from: -41, to: -19 }],
    [{ from: 0.02, below: 3.7 }, 1, { from: 0.02, to: 3.7 }],
  ])('%j times %d is %j', (bounds, times, range) => {
    expect(roundedRange(bounds, times)).toEqual({ ...range, whole: false });
  });

  it('is never false of a value, and never much wider than the bin', () => {
    // Bounds of bins have no more digits than a number is sure to have.
    const bound = fc
      .double({ min: -1e9, max: 1e9, noNaN: true })
      .map((value) => Number(value.toPrecision(15)));
    fc.assert(
      fc.property(bound, bound, (a, b) => {
        const [from, below] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(below - from > 1e-6);
        const said = roundedRange({ from, below });
        expect(said.from!).toBeLessThanOrEqual(from);
        expect(said.to!).toBeGreaterThanOrEqual(below);
        expect(said.to! - said.from!).toBeLessThanOrEqual((below - from) * 1.1 + 1e-9);
        expect(roundedRange({ from }).from!).toBeLessThanOrEqual(from);
        expect(roundedRange({ below }).to!).toBeGreaterThanOrEqual(below);
      }),
      { seed: 32 },
    );
  });
});

describe('wholeRange', () => {
  it.each([
    [{ from: 31, below: 61 }, undefined, { from: 31, to: 60 }],
    [{ from: 30.5, below: 60.5 }, undefined, { from: 31, to: 60 }],
    [{ from: 2, below: 3 }, undefined, { from: 2, to: 2 }],
    [{ below: 1 }, 0, { from: 0, to: 0 }],
    [{ below: 3 }, 0, { to: 2 }],
    [{ from: 3 }, 0, { from: 3 }],
  ])('%j, least %s, is %j', (bounds, least, range) => {
    expect(wholeRange(bounds, least)).toEqual({ ...range, whole: true });
  });
});
