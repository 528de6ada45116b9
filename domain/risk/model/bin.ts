import { MISSING, UNSEEN } from '../features/table.ts';

/** Bin of a missing value; the others count from 1. */
export const MISSING_BIN = 0;

/** Decimal digits that a number is sure to have. */
const MOST_DIGITS = 15;

/** More would not fit a byte. */
export const MOST_BINS = 254;

/**
 * Cuts numbers into bins of about the same number of rows; few different values get a bin each.
 *
 * @param values NaN is missing and in no bin
 * @param most bins, 2..254
 * @returns the lower bound of every bin but the first, ascending; each as round as it can be between its neighbours
 * @example cutPoints(Float64Array.of(1, 1, 2, 3), 8) // [2, 3]
 */
export function cutPoints(values: Float64Array, most: number): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  let different = 0;
  for (let at = 1; at < sorted.length; at += 1) if (sorted[at]! > sorted[at - 1]!) different += 1;
  const cuts: number[] = [];
  let from = 0;
  for (let at = 1; at < sorted.length && cuts.length < most - 1; at += 1) {
    const [below, above] = [sorted[at - 1]!, sorted[at]!];
    if (below === above) continue;
    // What is left is shared out anew after each bin, since one value of many rows may have taken several shares.
    if (different >= most && at - from < (sorted.length - from) / (most - cuts.length)) continue;
    cuts.push(roundest(below, above));
    from = at;
  }
  return cuts;
}

/**
 * @returns the number of the fewest digits that is above `below` and not above `above`
 * @example roundest(11_987.5, 12_310) // 12_000
 */
export function roundest(below: number, above: number): number {
  if (below < 0 && above >= 0) return 0;
  const magnitude = Math.floor(Math.log10(Math.max(Math.abs(below), Math.abs(above))));
  for (let digits = 0; digits <= MOST_DIGITS; digits += 1) {
    const step = 10 ** (magnitude + 1 - digits);
    const candidate = Number((Math.floor(above / step) * step).toPrecision(MOST_DIGITS));
    if (candidate > below && candidate <= above) return candidate;
  }
  return above;
}

/**
 * The bin of each number: how many cuts are not above it, and one.
 *
 * @param cuts as of `cutPoints`
 * @param out a byte per value is written to it
 */
export function binNumbers(values: Float64Array, cuts: Float64Array, out: Uint8Array): void {
  for (let row = 0; row < out.length; row += 1) {
    const value = values[row]!;
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (value >= cuts[middle]!) low = middle + 1;
      else high = middle;
    }
    out[row] = Number.isNaN(value) ? MISSING_BIN : low + 1;
  }
}

/** Bins of texts: each frequent one its own, the rest together. */
export interface CategoryBins {
  /** bin of a category, by its code */
  readonly binOf: Uint8Array;
  /** codes of each bin, from bin 1 on; the last is of the rare ones and may be empty */
  readonly members: readonly (readonly number[])[];
}

/**
 * @param codes of the rows
 * @param categories how many there are
 * @param fewest rows that make a bin
 */
export function binCategories(codes: Int32Array, categories: number, fewest: number): CategoryBins {
  const rows = new Int32Array(categories);
  for (const code of codes) if (code !== MISSING && code !== UNSEEN) rows[code]! += 1;
  const frequent = [...rows.keys()]
    .filter((code) => rows[code]! >= fewest)
    .sort((a, b) => rows[b]! - rows[a]! || a - b)
    .slice(0, MOST_BINS - 1);
  const binOf = new Uint8Array(categories).fill(frequent.length + 1);
  for (const [at, code] of frequent.entries()) binOf[code] = at + 1;
  const isFrequent = new Set(frequent);
  const rare = [...rows.keys()].filter((code) => !isFrequent.has(code));
  return { binOf, members: [...frequent.map((code) => [code]), rare] };
}
