import type { Recipe, Weighted } from './recipe.ts';

/** The same weight for each column. */
export const each = (names: readonly string[], weight: number): Weighted[] =>
  names.map((name) => [name, weight]);

export const mean = (names: readonly string[]): Weighted[] => each(names, 1 / names.length);

/** Each period counts `fade` times what the one after it counts; the weights add up to 1. */
export function faded(newestFirst: readonly string[], fade: number): Weighted[] {
  const sum = newestFirst.reduce((total, _, period) => total + fade ** period, 0);
  return newestFirst.map((name, period) => [name, fade ** period / sum]);
}

/** Rise per period by least squares: positive when the newest are the highest. */
export function slope(newestFirst: readonly string[]): Weighted[] {
  const middle = (newestFirst.length - 1) / 2;
  const squares = newestFirst.reduce((sum, _, period) => sum + (period - middle) ** 2, 0);
  return newestFirst.map((name, period) => [name, (middle - period) / squares]);
}

/** The change into each period from the one before it, newest first. */
export const changes = (newestFirst: readonly string[]): Recipe[] =>
  newestFirst.slice(0, -1).map((name, period) =>
    sum([
      [name, 1],
      [newestFirst[period + 1] ?? '', -1],
    ]),
  );

export const raw = (names: readonly string[]): Recipe[] =>
  names.map((column) => ({ kind: 'column', column }));

export const sum = (top: readonly Weighted[]): Recipe => ({ kind: 'ratio', top });

export const ratio = (top: readonly Weighted[], bottom: readonly Weighted[]): Recipe => ({
  kind: 'ratio',
  top,
  bottom,
});
