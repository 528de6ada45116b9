import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread, stableHash } from '../../domain/stable-hash.ts';

describe('stableHash', () => {
  it('never changes: cases keep their place for ever', () => {
    expect([stableHash(''), stableHash('L000001'), stableHash('贷款')]).toMatchInlineSnapshot(`
      [
        2872998923,
        1113667141,
        4291165694,
      ]
    `);
  });

  it('is a 32-bit unsigned integer', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const hash = stableHash(text);
        expect(Number.isInteger(hash) && hash >= 0 && hash <= 0xffff_ffff).toBe(true);
      }),
    );
  });
});

describe('spread', () => {
  it('stays inside the interval, and is nothing for none', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -10, max: 86_400_000 }), (key, width) => {
        const place = spread(key, width);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThan(Math.max(1, width));
      }),
    );
  });

  it('is even for loan numbers in a row', () => {
    const minutes = new Array<number>(60).fill(0);
    for (let i = 0; i < 60_000; i += 1) {
      const minute = spread(`L${String(i).padStart(6, '0')}`, 60);
      minutes[minute] = (minutes[minute] ?? 0) + 1;
    }
    // 1,000 expected in each; a standard deviation is 32.
    expect(Math.min(...minutes)).toBeGreaterThan(800);
    expect(Math.max(...minutes)).toBeLessThan(1_200);
  });
});
