import { BLANK, type Stream } from './stream.ts';

const BITS = 1 << 16;

/** The words that the lexicon is made of: what spelt-out and cut words can be. */
export class Vocabulary {
  readonly words: ReadonlySet<string>;
  readonly longest: number;
  /** A word that is not marked here is not one of those worth cutting: saves making a string of nearly every pair. */
  private readonly marks = new Uint8Array(BITS);
  private readonly cuttable: ReadonlySet<string>;

  /** @param words all words @param cuttable those that people may cut in two to hide them */
  constructor(words: ReadonlySet<string>, cuttable: ReadonlySet<string>) {
    this.words = words;
    this.cuttable = cuttable;
    this.longest = Math.max(0, ...Array.from(words, ({ length }) => length));
    for (const word of cuttable) {
      let hash = 0;
      for (let at = 0; at < word.length; at += 1) hash = mix(hash, word.charCodeAt(at));
      this.marks[hash & (BITS - 1)] = 1;
    }
  }

  /** Whether two words, between `start` and `blank` and from there to `end`, are halves of one. */
  isCutInTwo(units: Uint16Array, start: number, blank: number, end: number): boolean {
    let hash = 0;
    for (let at = start; at < end; at += 1) if (at !== blank) hash = mix(hash, units[at] as number);
    if (this.marks[hash & (BITS - 1)] === 0) return false;
    const first = String.fromCharCode(...units.subarray(start, blank));
    const second = String.fromCharCode(...units.subarray(blank + 1, end));
    return this.cuttable.has(first + second);
  }
}

const mix = (hash: number, unit: number) => (Math.imul(hash, 31) + unit) | 0;

/** A letter that belongs to no word costs more than any word, so that as many as possible belong to one. */
const STRAY = 3;

/** Puts words of one letter each (` j a i l`, from `start` to `end`) together to as few known words as possible. */
export function respell(out: Stream, start: number, end: number, vocabulary: Vocabulary): void {
  let letters = '';
  for (let at = start + 1; at < end; at += 2) letters += String.fromCharCode(out.units[at] as number);
  const cuts = cut(letters, vocabulary);
  let write = start;
  for (let letter = 0; letter * 2 < end - start; letter += 1) {
    const read = start + 2 * letter;
    if (cuts.has(letter)) copy(out, read, write++);
    copy(out, read + 1, write++);
  }
  const rest = out.length - end;
  for (let offset = 0; offset < rest; offset += 1) copy(out, end + offset, write + offset);
  out.length = write + rest;
  out.units[start] = BLANK;
}

function copy(out: Stream, from: number, to: number): void {
  out.units[to] = out.units[from] as number;
  out.from[to] = out.from[from] as number;
  out.to[to] = out.to[from] as number;
}

/** Where words begin in a row of letters. */
function cut(letters: string, { words, longest }: Vocabulary): Set<number> {
  const cost: number[] = [0];
  const wordAt: number[] = [0];
  for (let end = 1; end <= letters.length; end += 1) {
    cost[end] = (cost[end - 1] as number) + STRAY;
    wordAt[end] = end - 1;
    for (let start = Math.max(0, end - longest); start < end; start += 1) {
      const through = (cost[start] as number) + 1;
      if (through < (cost[end] as number) && words.has(letters.slice(start, end))) {
        cost[end] = through;
        wordAt[end] = start;
      }
    }
  }
  const cuts = new Set([0]);
  for (let end = letters.length; end > 0; end = wordAt[end] as number) {
    const start = wordAt[end] as number;
    const stray = end - start === 1 && !words.has(letters.slice(start, end));
    // Stray letters stay with what is before them.
    if (!stray) cuts.add(start).add(end);
  }
  cuts.delete(letters.length);
  return cuts;
}
