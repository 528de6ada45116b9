import {
  APOSTROPHE,
  CLAUSE_END,
  COMMA,
  DOT,
  FIRST_LETTER,
  HIGH_SURROGATE,
  JOINER,
  LEET_SIGN,
  SENTENCE_END,
  SPACE,
  foldPair,
} from './fold-table.ts';
import { LEET } from './look-alikes.ts';
import { respell, type Vocabulary } from './respell.ts';
import { BLANK, HASH_SIGN, QUOTE, isBoundary, isDigit, isLetter, type Stream } from './stream.ts';

const LEET_UNITS = new Map(
  Object.entries(LEET).map(([sign, letter]) => [sign.charCodeAt(0), letter.charCodeAt(0)]),
);
/** A full stop behind these does not end a sentence. */
const TITLES = new Set(['mr', 'mrs', 'ms', 'dr', 'st', 'vs', 'jr', 'sr', 'inc', 'ltd', 'co']);
const EXCLAMATION = 33;
const DOLLAR = 36;

/**
 * Folds an English text to words set apart by one blank, each with a blank before it. A number becomes `#`; figures
 * and signs inside a word become the letters that they imitate; a word that is spelt out or cut in two is put together.
 */
export function normaliseEn(
  text: string,
  start: number,
  end: number,
  table: Uint16Array,
  vocabulary: Vocabulary,
  out: Stream,
): void {
  out.reset(end - start);
  const codeAt = (at: number) => (at < end ? (table[text.charCodeAt(at)] as number) : SENTENCE_END);
  const words = new Words(out, vocabulary);
  let at = start;
  while (at < end) {
    const unit = text.charCodeAt(at);
    let code = table[unit] as number;
    let width = 1;
    if (code === HIGH_SURROGATE && at + 1 < end) {
      code = foldPair(unit, text.charCodeAt(at + 1));
      width = 2;
    }
    if (isLetter(code)) words.letter(code, at, at + width);
    else if (isDigit(code)) words.figure(code, at, at + width);
    else if (code >= FIRST_LETTER || code === SPACE) words.endWord(false);
    else if (code === LEET_SIGN || (unit === EXCLAMATION && words.inWord && isLetter(codeAt(at + 1)))) {
      if (unit === DOLLAR && isDigit(codeAt(at + 1))) words.endWord(false);
      else if (words.inWord || isLetter(codeAt(at + 1))) {
        words.letter(LEET_UNITS.get(unit) ?? 97, at, at + width);
      }
    } else if (code === APOSTROPHE) {
      if (words.inWord && isLetter(codeAt(at + 1))) words.letter(QUOTE, at, at + width);
    } else if (code === JOINER) words.endWord(true);
    else if (code === CLAUSE_END || code === SENTENCE_END) words.boundary(code, at);
    else if (code === COMMA || code === DOT) {
      const next = codeAt(at + 1);
      if (words.inNumber && isDigit(next)) words.stretch(at + 1);
      else if (code === COMMA) words.boundary(CLAUSE_END, at);
      else if (next === DOT) words.boundary(CLAUSE_END, at);
      else if (isLetter(next) && !(startsSentence(text.charCodeAt(at + 1)) && words.length > 1))
        words.endWord(true);
      else if (words.length > 1 && !words.isTitle()) words.boundary(SENTENCE_END, at);
      else words.endWord(true);
    }
    at += width;
  }
  words.boundary(SENTENCE_END, end);
}

const startsSentence = (unit: number) => unit >= 65 && unit <= 90;

/** Puts words together as their letters come. */
class Words {
  inWord = false;
  inNumber = false;
  /** letters of the word at the end */
  length = 0;
  private readonly out: Stream;
  private readonly vocabulary: Vocabulary;
  private wordStart = 0;
  private lastStart = -1;
  /** Words of one letter in a row: the first's blank, how many, and whether a blank was among their separators. */
  private runStart = -1;
  private runCount = 0;
  private runSpaced = false;
  private joined = false;

  constructor(out: Stream, vocabulary: Vocabulary) {
    this.out = out;
    this.vocabulary = vocabulary;
  }

  letter(code: number, from: number, to: number): void {
    const { out } = this;
    if (this.inNumber) {
      const figures = out.to[out.length - 1] as number;
      this.inNumber = false;
      // 4rrest, but not 7pm or 30days: one figure; whether enough letters follow is seen at the end of the word.
      if (figures !== from || this.figureCode === 0) this.endWord(false);
      else {
        out.units[out.length - 1] = this.figureCode;
        this.leading = true;
        this.inWord = true;
      }
    }
    if (!this.inWord) {
      this.wordStart = out.length;
      out.push(BLANK, from, from);
      this.length = 0;
      this.inWord = true;
      this.leading = false;
    }
    out.push(code, from, to);
    this.length += 1;
  }

  figure(code: number, from: number, to: number): void {
    const { out } = this;
    if (this.inNumber) {
      this.stretch(to);
      this.figureCode = 0;
    } else if (this.inWord) {
      this.letter(LEET_UNITS.get(code) ?? HASH_SIGN, from, to);
    } else {
      this.wordStart = out.length;
      out.push(BLANK, from, from);
      out.push(HASH_SIGN, from, to);
      this.inNumber = true;
      this.length = 1;
      this.figureCode = LEET_UNITS.get(code) ?? 0;
    }
  }

  /** The number at the end reaches further. */
  stretch(to: number): void {
    this.out.to[this.out.length - 1] = to;
    this.figureCode = 0;
  }

  isTitle(): boolean {
    const { out } = this;
    if (this.length > 3 || !this.inWord) return false;
    return TITLES.has(String.fromCharCode(...out.units.subarray(this.wordStart + 1, out.length)));
  }

  boundary(code: number, at: number): void {
    const { out } = this;
    this.endWord(false);
    this.endRun();
    this.lastStart = -1;
    const last = out.length > 0 ? (out.units[out.length - 1] as number) : SENTENCE_END;
    if (!isBoundary(last)) out.push(code, at, at);
    else if (code > last && out.length > 0) out.units[out.length - 1] = code;
  }

  endWord(joined: boolean): void {
    if (this.inNumber) {
      this.inNumber = false;
      this.endRun();
      this.lastStart = -1;
      this.length = 0;
    } else if (this.inWord) {
      this.inWord = false;
      if (this.leading) this.checkLeading();
      const single = this.length === 1;
      if (single) {
        if (this.runCount === 0) {
          this.runStart = this.wordStart;
          this.runSpaced = false;
        } else if (!this.joined) this.runSpaced = true;
        this.runCount += 1;
      } else {
        this.endRun();
        this.glue();
      }
      this.lastStart = this.wordStart;
    }
    this.joined = joined;
  }

  private figureCode = 0;
  private leading = false;

  /** `4rrest` is a word, `5am` is a number and a word. */
  private checkLeading(): void {
    if (this.length >= 5) return;
    const { out } = this;
    out.units[this.wordStart + 1] = HASH_SIGN;
    out.insert(BLANK, this.wordStart + 2);
    this.wordStart += 2;
    this.length -= 1;
  }

  /** `j a i l`, `j-a-i-l` and `a.m.` are words. */
  private endRun(): void {
    const count = this.runCount;
    this.runCount = 0;
    if (count < 2 || (this.runSpaced && count < 3)) return;
    const end = this.runStart + count * 2;
    respell(this.out, this.runStart, end, this.vocabulary);
    this.lastStart = -1;
    if (end < this.wordStart + 1) this.wordStart = this.out.length - this.length - 1;
  }

  /** `war rant` is a word that matters. */
  private glue(): void {
    const { out, lastStart, wordStart } = this;
    if (lastStart < 0 || lastStart >= wordStart || out.length - lastStart > 18) return;
    if (!this.vocabulary.isCutInTwo(out.units, lastStart + 1, wordStart, out.length)) return;
    out.remove(wordStart);
    this.wordStart = lastStart;
    this.length = out.length - lastStart - 1;
  }
}
