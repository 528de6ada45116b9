import type { FeatureUnit } from '../features/catalogue.ts';
import { amountWords } from './amount.ts';
import { numberWords } from './english-numbers.ts';
import { belowOf, isOne, type SaidRange } from './said-range.ts';

/** Ranges in Chinese. In law 以上 and 以下 include the number itself, 不足 and 低于 do not (Civil Code, article 1259). */

/** @example countOf({ from: 42, to: 59, whole: true }, '天') // '42 至 59 天' */
export function countOf({ from, to }: SaidRange, unit: string): string {
  if (from === undefined) return `${numberWords(to ?? 0)} ${unit}以下`;
  if (to === undefined) return `${numberWords(from)} ${unit}以上`;
  return from === to ? `${numberWords(from)} ${unit}` : `${numberWords(from)} 至 ${numberWords(to)} ${unit}`;
}

/**
 * With its verb, since of what is less the verb is another.
 *
 * @example isRange({ from: 1.5, to: 2, whole: false }, '%') // '为 1.5% 至 2%'
 * @example isRange({ from: 5, to: 8, whole: false }, ' 天') // '为 5 至 8 天'
 */
export function isRange({ from, to, whole }: SaidRange, unit = ''): string {
  const say = (value: number) => `${numberWords(value)}${unit}`;
  if (from === undefined) return `低于 ${say((to ?? 0) + (whole ? 1 : 0))}`;
  if (to === undefined) return `为 ${say(from)}${/[\d%]$/.test(say(from)) ? ' ' : ''}以上`;
  if (from === to) return `为 ${say(from)}`;
  return `为 ${unit === '%' ? say(from) : numberWords(from)} 至 ${say(to)}`;
}

/** @param currency undefined: the amounts are in minor units of one that is not known */
export function isMoney(amount: SaidRange, currency: string | undefined): string {
  if (currency === undefined) return isRange(amount, ' 个最小货币单位');
  const [before, after] = currency === 'CNY' ? ['人民币 ', ' 元'] : [` ${currency} `, ''];
  const [from, to] = [amount.from, amount.to].map(
    (major) => major !== undefined && amountWords(major, currency),
  );
  if (!from) return `低于${before}${to || ''}${after}`;
  return to ? `为${before}${from} 至 ${to}${after}` : `为${before}${from}${after}以上`;
}

/**
 * @param verbs for more and for less
 * @param words says what it is an amount of, and goes right behind the verb
 */
export function hasChanged(
  change: SaidRange,
  [rises, falls]: readonly [string, string],
  words: (by: string) => string,
  unit = '',
): string {
  const by = (...amounts: number[]) =>
    words(amounts.map((amount) => `${numberWords(amount)}${unit}`).join(' 至 '));
  const { from } = change;
  if (from !== undefined && isOne(change)) {
    if (from === 0) return '没有变化';
    return from > 0 ? `${rises}${by(from)}` : `${falls}${by(-from)}`;
  }
  const below = belowOf(change);
  if (from === undefined) {
    if (below === undefined || below === 0) return `有所${falls}`;
    return below < 0 ? `${falls}超过${by(-below)}` : `${rises}不足${by(below)}，或没有${rises}`;
  }
  if (below === undefined) {
    if (from === 0) return `没有${falls}`;
    return from > 0 ? `${rises}至少${by(from)}` : `${falls}不超过${by(-from)}，或没有${falls}`;
  }
  if (from === 0) return `${rises}不足${by(below)}，或没有变化`;
  if (from > 0) return `${rises}${by(from, below)}`;
  if (below === 0) return `${falls}不超过${by(-from)}`;
  if (below < 0) return `${falls}${by(-below, -from)}`;
  return `变动在${falls}${by(-from)}与${rises}${by(below)}之间`;
}

const UNITS: Partial<Record<FeatureUnit, string>> = {
  days: ' 天',
  months: ' 个月',
  years: ' 年',
  share: '%',
};

/** @example isQuantity('months', { from: 12, to: 24, whole: true }) // '为 12 至 24 个月' */
export const isQuantity = (unit: FeatureUnit, quantity: SaidRange) => isRange(quantity, UNITS[unit]);
