import { CLAUSE_END, SENTENCE_END } from './fold-table.ts';

export const HASH_SIGN = 35;
export const BLANK = 32;
export const QUOTE = 39;

/** A text as the matcher reads it: folded units, and where each comes from in the original. */
export class Stream {
  units = new Uint16Array(1024);
  /** UTF-16 offset of the original unit. */
  from = new Int32Array(1024);
  /** UTF-16 offset behind it. */
  to = new Int32Array(1024);
  length = 0;

  /** Makes room for a text of so many units and forgets the last one. */
  reset(capacity: number): void {
    this.length = 0;
    // A unit becomes two at most: figures before letters are set apart by a blank.
    const needed = capacity * 2 + 8;
    if (needed <= this.units.length) return;
    this.units = new Uint16Array(needed * 2);
    this.from = new Int32Array(needed * 2);
    this.to = new Int32Array(needed * 2);
  }

  push(unit: number, from: number, to: number): void {
    const at = this.length;
    this.units[at] = unit;
    this.from[at] = from;
    this.to[at] = to;
    this.length = at + 1;
  }

  /** Takes out one unit. */
  remove(at: number): void {
    this.units.copyWithin(at, at + 1, this.length);
    this.from.copyWithin(at, at + 1, this.length);
    this.to.copyWithin(at, at + 1, this.length);
    this.length -= 1;
  }

  /** Puts in one unit, with the place of the one that was there. */
  insert(unit: number, at: number): void {
    for (const column of [this.units, this.from, this.to]) column.copyWithin(at + 1, at, this.length);
    this.units[at] = unit;
    this.length += 1;
  }

  /** The folded text; `|` ends a clause and `‖` a sentence. For people and tests. */
  toString(): string {
    return Array.from(this.units.subarray(0, this.length), (unit) =>
      unit === CLAUSE_END ? '|' : unit === SENTENCE_END ? '‖' : String.fromCharCode(unit),
    ).join('');
  }
}

export const isLetter = (unit: number) => unit >= 97 && unit <= 122;
export const isDigit = (unit: number) => unit >= 48 && unit <= 57;
export const isBoundary = (unit: number) => unit === CLAUSE_END || unit === SENTENCE_END;
