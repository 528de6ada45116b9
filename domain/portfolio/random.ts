import { stableHash } from '../stable-hash.ts';

/** Draws that are the same for the same key, in every process and version. Not for secrets. */
export interface Random {
  /** @returns 0 <= x < 1 */
  readonly next: () => number;
  /** @returns a whole number, both ends included */
  readonly int: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
}

/**
 * A stream of draws (mulberry32) that belongs to a key: what is drawn for one loan does not depend on how many
 * others there are, or in which order things happen.
 *
 * @example random('1:L000001:income').int(1, 6) // the same for ever
 */
export function random(key: string): Random {
  const stream = new Stream(key);
  return {
    next: () => stream.next(),
    int: (from, to) => stream.int(from, to),
    chance: (probability) => stream.chance(probability),
    pick: (from) => {
      const picked = from[stream.int(0, from.length - 1)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
  };
}

/** The same as an object, for whoever needs millions of streams. */
export class Stream {
  private state: number;

  constructor(key: string) {
    this.state = stableHash(key);
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const { state } = this;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }
}

/** @returns a list in another order, the same for the same draws */
export function shuffled<T>(list: readonly T[], { next }: Random): T[] {
  return list
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/**
 * Shares a number out by weights so that the parts are whole and add up (largest remainder).
 *
 * @param total whole, >= 0; @param weights any positive unit
 * @example apportion(10, [2, 1]) // [7, 3]
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const rest = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, rest)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
