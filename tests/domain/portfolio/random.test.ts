import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion, random, shuffled } from '../../../domain/portfolio/random.ts';

describe('draws', () => {
  test('belong to their key', () => {
    const draw = (key: string) => Array.from({ length: 5 }, random(key).next);
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  test('stay in their interval and fill it evenly', () => {
    const { int } = random('dice');
    const counts = new Map<number, number>();
    for (let i = 0; i < 6000; i += 1) {
      const eyes = int(1, 6);
      counts.set(eyes, (counts.get(eyes) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test('shuffling keeps what there is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (list, key) => {
        expect(shuffled(list, random(key)).sort()).toEqual([...list].sort());
      }),
    );
  });
});

test('apportioned parts are whole, add up, and are off by less than one', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 15 });
  fc.assert(
    fc.property(fc.nat(10_000), weights, (total, shares) => {
      const parts = apportion(total, shares);
      const sum = shares.reduce((a, b) => a + b, 0);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      parts.forEach((part, index) => {
        expect(Math.abs(part - (total * (shares[index] ?? 0)) / sum)).toBeLessThan(1);
      });
    }),
  );
});
