import { MISSING_BIN } from './bin.ts';

/** Of a number's upper 32 bits those that are looked up: sign, exponent and five of its fraction. */
const SHIFT = 15;
const KEYS = 2 ** (32 - SHIFT);
/** Key of infinity; those above it are not numbers. */
const NOT_FINITE = 0x7ff0_0000 >>> SHIFT;
/** Which half of a number in memory is the upper one depends on the processor. */
const UPPER = new Uint32Array(Float64Array.of(-0).buffer)[1] === 0 ? 0 : 1;

/**
 * Finds the bins of many numbers. The leading bits of a number say where to begin, so that there is hardly ever more
 * than one cut left to compare with: a few nanoseconds a number however many bins there are.
 */
export class BinFinder {
  private readonly start: Uint8Array;
  /** of each bin, from where on it is the next one; NaN, which nothing reaches, for the last */
  private readonly ends: Float64Array;

  /** @param cuts lower bound of each bin but the first, ascending, at most 254 */
  constructor(cuts: readonly number[]) {
    this.ends = Float64Array.of(-Infinity, ...cuts, Number.NaN);
    this.start = startsOf(cuts);
  }

  /**
   * Writes the bins of the first `rows` values: how many cuts are not above it, and one; `MISSING_BIN` for NaN.
   *
   * @param words the memory of `values`
   */
  find(values: Float64Array, words: Uint32Array, rows: number, out: Uint8Array): void {
    const { start, ends } = this;
    for (let row = 0; row < rows; row += 1) {
      const value = values[row]!;
      let bin = start[words[2 * row + UPPER]! >>> SHIFT]!;
      // The missing bin ends at minus infinity, which every number is not below and NaN is.
      while (value >= ends[bin]!) bin += 1;
      out[row] = bin;
    }
  }
}

/** The bin at which to begin for each key: not above that of the least number with the key. */
function startsOf(cuts: readonly number[]): Uint8Array {
  const start = new Uint8Array(KEYS).fill(1);
  const one = new Float64Array(1);
  const words = new Uint32Array(one.buffer);
  for (const [at, cut] of cuts.entries()) {
    // Adding 0 makes one zero of the two.
    one[0] = cut + 0;
    const key = words[UPPER]! >>> SHIFT;
    const first = words[UPPER] === key << SHIFT && words[1 - UPPER] === 0;
    // Keys ascend with positive numbers, from 0, and with the size of negative ones, from half way.
    if (cut >= 0) start.fill(at + 2, first ? key : key + 1, KEYS / 2);
    else start.fill(at + 2, 0, KEYS / 2).fill(at + 2, KEYS / 2, key);
  }
  // NaN, and the infinities, which walk up from here.
  for (const sign of [0, KEYS / 2]) start.fill(MISSING_BIN, sign + NOT_FINITE, sign + KEYS / 2);
  return start;
}
