/** Amounts that customers name, in digits and in Chinese numerals. */

const DIGITS = '零一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
const TEN_THOUSAND = 10_000;

const WRITTEN = /(?:^|[^\d.,])((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?![\d,]*\d)\s*(万|千|百|k\b)?/;
const NUMERALS = /[零一二两三四五六七八九十百千万]*[十百千万][零一二两三四五六七八九十百千万]*/;
const SCALE: Readonly<Record<string, number>> = { 万: TEN_THOUSAND, 千: 1_000, 百: 100, k: 1_000 };

/**
 * @param text folded and without dates, see foldText and readDate
 * @returns the first amount above nothing, in major units as a decimal with at most two places; undefined: none, or more
 *   than one, and then it is not known which is meant
 * @example readAmount('will pay $1,200.5') // '1200.5'
 * @example readAmount('还一千五百元') // '1500'
 */
export function readAmount(text: string): string | undefined {
  const found = new Set<string>();
  for (let left = text; ;) {
    const match = WRITTEN.exec(left);
    if (!match) break;
    const amount = scaled(match[1] ?? '', match[2]);
    if (amount !== undefined) found.add(amount);
    left = left.slice(match.index + match[0].length);
  }
  if (found.size === 0) {
    const numerals = NUMERALS.exec(text)?.[0];
    const value = numerals === undefined ? 0 : valueOfNumerals(numerals);
    if (value > 0) found.add(String(value));
  }
  const [amount] = found;
  return found.size === 1 ? amount : undefined;
}

function scaled(digits: string, scale: string | undefined): string | undefined {
  const plain = digits.replaceAll(',', '');
  if (plain.length > 12 || /\.\d{3,}/.test(plain)) return undefined;
  const value = Number(plain) * (scale === undefined ? 1 : (SCALE[scale] ?? 1));
  if (!(value > 0)) return undefined;
  return scale === undefined ? plain.replace(/^0+(?=\d)/, '') : String(Math.round(value * 100) / 100);
}

/** @example valueOfNumerals('两千三百') // 2300 */
function valueOfNumerals(numerals: string): number {
  let total = 0;
  let part = 0;
  let digit = 0;
  let unit = 0;
  for (const letter of numerals) {
    const scale = UNITS[letter];
    if (letter === '万') {
      total += (part + digit) * TEN_THOUSAND;
      [part, digit, unit] = [0, 0, TEN_THOUSAND];
    } else if (scale !== undefined) {
      part += (digit === 0 ? 1 : digit) * scale;
      [digit, unit] = [0, scale];
    } else if (letter === '零') [digit, unit] = [0, 0];
    else digit = letter === '两' ? 2 : DIGITS.indexOf(letter);
  }
  // 一千五 is 1,500, as people say it.
  return total + part + (unit >= 100 ? digit * (unit / 10) : digit);
}
