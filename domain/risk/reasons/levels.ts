import type { SaidRange } from './said-range.ts';

/** Places in the list of `MACRO_LEVELS`: none, watch, severe. */
const HIGHEST = 2;

/** @returns the levels that lie within the range, 0..2 */
export function levelsOf({ from = 0, to = HIGHEST }: SaidRange): number[] {
  return [0, 1, HIGHEST].filter((level) => level >= from && level <= to);
}
