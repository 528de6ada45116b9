import { SENTENCE_END } from '../normalise/fold-table.ts';
import { BLANK, HASH_SIGN, QUOTE, isBoundary, isLetter, type Stream } from '../normalise/stream.ts';
import type { CompiledPack } from './compile.ts';
import type { Hits } from './hits.ts';

/** Finds every concept in a folded text. */
export function match(pack: CompiledPack, stream: Stream, words: boolean, hits: Hits): void {
  hits.length = 0;
  const { units, length } = stream;
  const { tree, concepts } = pack;
  let [clause, sentence] = [0, 0];
  // What a longer word covers is no negator (不要脸), and what a plain word covers is nothing (搬家).
  let [coveredTo, plainTo] = [0, 0];
  for (let at = 0; at < length; at += 1) {
    const unit = units[at] as number;
    if (isBoundary(unit)) {
      clause += 1;
      if (unit === SENTENCE_END) sentence += 1;
      continue;
    }
    // A word begins behind a blank; the 's of "Dana's manager" begins at itself.
    if (words && unit !== BLANK && unit !== QUOTE) continue;
    const start = unit === BLANK ? at + 1 : at;
    if (start >= length) break;
    let node = tree.first[units[start] as number] as number;
    let end = start + 1;
    let longest = 0;
    const before = hits.length;
    while (node !== 0) {
      if (tree.ends[node] === 1) {
        if (words) {
          if (isWordEnd(units, end, length))
            longest = pushAll(hits, tree.exact[node], start, end, clause, sentence) || longest;
          const open = tree.open[node];
          if (open !== undefined && open.length > 0) {
            let wordEnd = end;
            while (wordEnd < length && isLetter(units[wordEnd] as number)) wordEnd += 1;
            longest = pushAll(hits, open, start, wordEnd, clause, sentence) || longest;
          }
        } else if (isWhole(units, start, end, length)) {
          longest = pushAll(hits, tree.exact[node], start, end, clause, sentence) || longest;
        }
      }
      if (end >= length) break;
      node = tree.child(node, units[end] as number);
      end += 1;
    }
    if (hits.length === before) continue;
    if (isPlain(hits, before, longest, concepts.plain)) plainTo = Math.max(plainTo, longest);
    // As far as a word reaches that says something by itself.
    let told = 0;
    for (let hit = before; hit < hits.length; hit += 1) {
      if (pack.telling[hits.concept[hit] as number] === 1) told = Math.max(told, hits.end[hit] as number);
    }
    let write = before;
    for (let read = before; read < hits.length; read += 1) {
      const concept = hits.concept[read] as number;
      const hitEnd = hits.end[read] as number;
      const isNegator = concept === concepts.negatorStrong || concept === concepts.negatorWeak;
      if (concept === concepts.plain || hitEnd <= plainTo) continue;
      if (isNegator && (hitEnd <= coveredTo || hitEnd < told)) continue;
      hits.concept[write] = concept;
      hits.start[write] = start;
      hits.end[write] = hitEnd;
      write += 1;
    }
    hits.length = write;
    coveredTo = Math.max(coveredTo, plainTo, told);
  }
}

/** Whether the longest word from here is a plain one, and is no concept of anything else. */
function isPlain(hits: Hits, before: number, longest: number, plain: number): boolean {
  let found = false;
  for (let hit = before; hit < hits.length; hit += 1) {
    if (hits.end[hit] !== longest) continue;
    if (hits.concept[hit] !== plain) return false;
    found = true;
  }
  return found;
}

/** A possessive is the word still (the bank's), a contraction is another one (can't). */
function isWordEnd(units: Uint16Array, end: number, length: number): boolean {
  if (end >= length) return true;
  const next = units[end] as number;
  if (isLetter(next) || next === HASH_SIGN) return false;
  return (
    next !== QUOTE ||
    (units[end + 1] === 115 && !isLetter(end + 2 < length ? (units[end + 2] as number) : BLANK))
  );
}

/** @returns the end, or 0 when there are none */
function pushAll(
  hits: Hits,
  concepts: readonly number[] | undefined,
  start: number,
  end: number,
  clause: number,
  sentence: number,
): number {
  if (concepts === undefined || concepts.length === 0) return 0;
  for (const concept of concepts) hits.push(concept, start, end, clause, sentence);
  return end;
}

/** Latin letters inside Chinese are whole words: the sb of USB is none. */
function isWhole(units: Uint16Array, start: number, end: number, length: number): boolean {
  if (isLetter(units[start] as number) && start > 0 && isLetter(units[start - 1] as number)) return false;
  return !(isLetter(units[end - 1] as number) && end < length && isLetter(units[end] as number));
}
