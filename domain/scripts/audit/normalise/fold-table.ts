import { LOOK_ALIKES } from './look-alikes.ts';
import { SIMPLIFIED } from './traditional.ts';

/** Classes of code units; letters, figures and ideographs stand for themselves and are above all of these. */
export const DROP = 0;
export const SPACE = 1;
export const CLAUSE_END = 2;
export const SENTENCE_END = 3;
/** `.` and `,`: what they are depends on their neighbours. */
export const DOT = 4;
export const COMMA = 5;
/** Separates the parts of a word, or words: hyphen, slash. */
export const JOINER = 6;
export const APOSTROPHE = 7;
/** A sign that may stand for a letter: @ $ !. */
export const LEET_SIGN = 8;
/** First half of a surrogate pair. */
export const HIGH_SURROGATE = 9;
export const FIRST_LETTER = 16;

const CLASSES: readonly (readonly [number, string])[] = [
  [SPACE, ' \t\u00a0"“”«»„‟「」『』《》〈〉%&'],
  [CLAUSE_END, ':;：；，—–―…()（）{}‐⁓﹐﹔﹕'],
  [SENTENCE_END, '?？。！!！[]【】〔〕\n\r\u0085\u2028\u2029｡﹗﹖‼⁉'],
  [DOT, '.．'],
  [COMMA, ','],
  [JOINER, '-/‑‒﹣－／'],
  [APOSTROPHE, "'’‘`´ʼ＇"],
  [LEET_SIGN, '@$€£＠＄'],
];

/**
 * What each UTF-16 code unit is folded to before matching: letters to lower-case Latin, look-alikes to what they are
 * read as, full-width to plain, traditional characters to simplified, marks and emoji to nothing.
 */
export function buildFoldTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit += 1) table[unit] = foldUnit(unit);
  for (const pair of LOOK_ALIKES) {
    const [from, to] = Array.from(pair);
    if (from === undefined || to === undefined) continue;
    table[from.charCodeAt(0)] = to.charCodeAt(0);
    const upper = from.toUpperCase();
    if (upper.length === 1) table[upper.charCodeAt(0)] = to.charCodeAt(0);
  }
  for (const [code, characters] of CLASSES) {
    for (const character of characters) table[character.charCodeAt(0)] = code;
  }
  for (const [from, to] of SIMPLIFIED) table[from.charCodeAt(0)] = to.charCodeAt(0);
  return table;
}

/** Mathematical letters and figures, which lie beyond the table. */
export function foldPair(high: number, low: number): number {
  const point = (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
  if ((point < 0x1d400 || point > 0x1d7ff) && (point < 0x1f100 || point > 0x1f1ff)) return DROP;
  // Squared and negative letters have no decomposition of their own; the regional ones neither.
  const base =
    point >= 0x1f170 && point <= 0x1f189
      ? point - 0x1f170 + 0x61
      : point >= 0x1f1e6
        ? point - 0x1f1e6 + 0x61
        : point >= 0x1f150 && point <= 0x1f169
          ? point - 0x1f150 + 0x61
          : undefined;
  return (
    base ??
    asWordUnit(
      String.fromCodePoint(point)
        .normalize('NFKD')
        .replace(/[^0-9a-z]/gi, ''),
    )
  );
}

function foldUnit(unit: number): number {
  if (unit >= 0x4e00 && unit <= 0x9fff) return unit;
  if (unit >= 0xd800 && unit <= 0xdbff) return HIGH_SURROGATE;
  if (unit >= 0xdc00 && unit <= 0xdfff) return DROP;
  const character = String.fromCharCode(unit);
  if (unit > 0x7f && /\s/.test(character)) return SPACE;
  return asWordUnit(character.normalize('NFKD'));
}

/** The first unit that is a letter, a figure or an ideograph; of Greek and the like the letter is kept for later. */
function asWordUnit(text: string): number {
  for (const character of text.toLowerCase()) {
    if (/[0-9a-z\u4e00-\u9fff]/.test(character)) return character.charCodeAt(0);
    const alike = ALIKE.get(character);
    if (alike !== undefined) return alike;
  }
  return DROP;
}

const ALIKE = new Map(
  LOOK_ALIKES.map((pair) => {
    const [from = '', to = ''] = Array.from(pair);
    return [from, to.charCodeAt(0)];
  }),
);
