import {
  CLAUSE_END,
  COMMA,
  DOT,
  FIRST_LETTER,
  HIGH_SURROGATE,
  SENTENCE_END,
  foldPair,
} from './fold-table.ts';
import { HASH_SIGN, isBoundary, isDigit, type Stream } from './stream.ts';

/**
 * Folds a Chinese text. Blanks and signs between characters go, so that 警 察 and 警*察 read 警察; a number becomes
 * one `#`; punctuation that cuts off a single character (警。察) is taken for a disguise and goes too.
 */
export function normaliseZh(text: string, start: number, end: number, table: Uint16Array, out: Stream): void {
  out.reset(end - start);
  const segments = new Segments(out);
  for (let at = start; at < end; at += 1) {
    let code = table[text.charCodeAt(at)] as number;
    let width = 1;
    if (code === HIGH_SURROGATE && at + 1 < end) {
      code = foldPair(text.charCodeAt(at), text.charCodeAt(at + 1));
      width = 2;
    }
    if (code >= FIRST_LETTER) {
      if (!isDigit(code)) out.push(code, at, at + width);
      else if (endsInNumber(out, at)) out.to[out.length - 1] = at + width;
      else out.push(HASH_SIGN, at, at + width);
    } else if (code === CLAUSE_END || code === SENTENCE_END) {
      segments.close(code, at);
    } else if (code === COMMA || code === DOT) {
      const next = at + 1 < end ? (table[text.charCodeAt(at + 1)] as number) : 0;
      if (endsInNumber(out, at) && isDigit(next)) out.to[out.length - 1] = at + 1;
      else if (code === COMMA || next === DOT) segments.close(CLAUSE_END, at);
    }
    at += width - 1;
  }
  segments.close(SENTENCE_END, end);
}

const endsInNumber = (out: Stream, at: number) =>
  out.length > 0 && out.units[out.length - 1] === HASH_SIGN && out.to[out.length - 1] === at;

/** Clauses as they are closed, and joined again when one is too short to be one. */
class Segments {
  private readonly out: Stream;
  private start = 0;
  private startBefore = 0;

  constructor(out: Stream) {
    this.out = out;
  }

  close(code: number, at: number): void {
    const { out } = this;
    const length = out.length - this.start;
    if (length === 0) {
      // Two signs in a row: the stronger counts.
      if (out.length > 0 && code > (out.units[out.length - 1] as number)) out.units[out.length - 1] = code;
      return;
    }
    if (length === 1 && this.start > 0 && isBoundary(out.units[this.start - 1] as number)) {
      out.remove(this.start - 1);
      this.start = this.startBefore;
    } else if (length === 1) return;
    out.push(code, at, at);
    this.startBefore = this.start;
    this.start = out.length;
  }
}
