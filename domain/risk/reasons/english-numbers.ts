import type { FeatureUnit } from '../features/catalogue.ts';
import { amountWords } from './amount.ts';
import { belowOf, isOne, type SaidRange } from './said-range.ts';

/** Ranges in English, each so that it goes into the middle of a sentence. */

const NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 12 });

export const numberWords = (value: number) => NUMBERS.format(value);

/** Signs and units that stand at numbers. */
interface Affixes {
  readonly before?: string;
  readonly after?: string;
  readonly below?: string;
}

/**
 * @example range({ from: 42, to: 59, whole: true }) // '42 to 59'
 * @example range({ to: 0.5, whole: false }) // 'below 0.5'
 */
export function range(
  { from, to, whole }: SaidRange,
  { before = '', after = '', below = 'below' }: Affixes = {},
): string {
  const say = (value: number | undefined) => `${numberWords(value ?? 0)}${after}`;
  if (from === undefined) return whole ? `${before}${say(to)} or less` : `${below} ${before}${say(to)}`;
  if (to === undefined) return `${before}${say(from)} or more`;
  return from === to ? `${before}${say(from)}` : `${before}${say(from)} to ${say(to)}`;
}

/** @example percent({ from: 1.5, to: 2, whole: false }) // '1.5 % to 2 %' */
export const percent = (share: SaidRange) => range(share, { after: ' %', below: 'less than' });

/** @example score({ to: 519, whole: true }) // 'below 520' */
export const score = ({ from, to, whole }: SaidRange) =>
  from === undefined && to !== undefined && whole
    ? range({ to: to + 1, whole: false })
    : range({ ...(from !== undefined && { from }), ...(to !== undefined && { to }), whole });

/**
 * @param currency undefined: the amounts are in minor units of one that is not known
 * @example money({ from: 35_000, to: 41_000, whole: false }, 'CNY') // 'CNY 35,000 to 41,000'
 */
export function money(amount: SaidRange, currency: string | undefined): string {
  if (currency === undefined) return measured(amount, 'minor unit');
  const [from, to] = [amount.from, amount.to].map(
    (major) => major !== undefined && amountWords(major, currency),
  );
  if (!from) return `less than ${currency} ${to || ''}`;
  return to ? `${currency} ${from} to ${to}` : `${currency} ${from} or more`;
}

/**
 * @param none what is said of 0
 * @example countOf({ from: 42, to: 59, whole: true }, 'day') // '42 to 59 days'
 * @example countOf({ from: 1, to: 1, whole: true }, 'day') // '1 day'
 */
export function countOf(count: SaidRange, one: string, none = `0 ${one}s`): string {
  const { from, to } = count;
  if (isOne(count)) return from === 0 ? none : `${numberWords(from ?? 0)} ${one}${from === 1 ? '' : 's'}`;
  if (from === undefined) return `${numberWords(to ?? 0)} or fewer ${one}s`;
  if (to === undefined) return `${numberWords(from)} or more ${one}s`;
  return `${numberWords(from)} to ${numberWords(to)} ${one}s`;
}

/** @example measured({ to: 16.5, whole: false }, 'day') // 'less than 16.5 days' */
export function measured({ from, to }: SaidRange, one: string): string {
  if (from === undefined) return `less than ${numberWords(to ?? 0)} ${one}${to === 1 ? '' : 's'}`;
  if (to === undefined) return `${numberWords(from)} or more ${one}s`;
  return `${numberWords(from)} to ${numberWords(to)} ${one}s`;
}

const NOUNS: Partial<Record<FeatureUnit, string>> = { days: 'day', months: 'month', years: 'year' };

/** @example quantityOf('months', { from: 12, to: 24, whole: true }) // '12 to 24 months' */
export function quantityOf(unit: FeatureUnit, quantity: SaidRange): string {
  if (unit === 'share') return percent(quantity);
  const noun = NOUNS[unit];
  if (noun === undefined) return range(quantity);
  return quantity.whole ? countOf(quantity, noun) : measured(quantity, noun);
}

/**
 * What has become of something, as a verb.
 *
 * @param words says what it is an amount of
 * @param unit of each number
 * @example hasChanged({ from: -40, to: -20, whole: false }, (by) => `${by} points`) // 'has fallen by 20 to 40 points'
 */
export function hasChanged(change: SaidRange, words: (by: string) => string, unit = ''): string {
  const say = (amount: number) => `${numberWords(amount)}${unit}`;
  const by = (...amounts: number[]) => words(amounts.map(say).join(' to '));
  const { from } = change;
  if (from !== undefined && isOne(change)) {
    if (from === 0) return 'has not changed';
    return from > 0 ? `has risen by ${by(from)}` : `has fallen by ${by(-from)}`;
  }
  const below = belowOf(change);
  if (from === undefined) {
    if (below === undefined || below === 0) return 'has fallen';
    return below < 0 ? `has fallen by more than ${by(-below)}` : `has not risen by ${by(below)} or more`;
  }
  if (below === undefined) {
    if (from === 0) return 'has not fallen';
    return from > 0 ? `has risen by ${by(from)} or more` : `has not fallen by more than ${by(-from)}`;
  }
  if (from === 0) return `has risen by less than ${by(below)} or not at all`;
  if (from > 0) return `has risen by ${by(from, below)}`;
  if (below === 0) return `has fallen by up to ${by(-from)}`;
  if (below < 0) return `has fallen by ${by(-below, -from)}`;
  return `has changed by ${words(`-${say(-from)} to +${say(below)}`)}`;
}
