import { invalidInput } from './failures.ts';

/** Decimal places of the minor unit, ISO 4217; what is not listed has two. */
const MINOR_DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code): [string, number] => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code): [string, number] => [code, 3]),
]);

/** @returns decimal places of the currency's minor unit (2 for CNY, 0 for JPY) */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

/**
 * Reads a decimal amount exactly, without floating point.
 *
 * @param text decimal digits, at most as many after the point as the currency has; may be negative
 * @param currency ISO 4217 code
 * @returns integer minor units
 * @throws InvalidInput when it is not such a number or past 2^53 minor units
 * @example parseMinor('123.45', 'CNY') // 12345
 */
export function parseMinor(text: string, currency: string): number {
  const digits = minorDigits(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[3] ?? '';
  if (!match || fraction.replace(/0+$/, '').length > digits) {
    throw invalidInput(`'${text}' is not an amount in ${currency} with at most ${digits} decimals`);
  }
  const minor = Number(`${match[1]}${match[2]}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) throw invalidInput(`the amount ${text} is too large`);
  return minor === 0 ? 0 : minor;
}

/**
 * @param minor integer minor units
 * @returns plain decimal text, as files and the API carry it
 * @example formatMinor(12345, 'CNY') // '123.45'
 */
export function formatMinor(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * The amount as a person reads it.
 *
 * @example formatMoney(123456789, 'CNY') // 'CNY 1,234,567.89'
 */
export function formatMoney(minor: number, currency: string): string {
  const text = formatMinor(minor, currency);
  const point = text.length - minorDigits(currency) - (minorDigits(currency) > 0 ? 1 : 0);
  const grouped = text.slice(0, point).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${currency} ${grouped}${text.slice(point)}`;
}

/**
 * @param minor integer minor units
 * @param share 0..1
 * @returns that share, rounded half up to a whole minor unit
 */
export function shareOf(minor: number, share: number): number {
  return Math.round(minor * share);
}

/**
 * @param minor integer minor units, >= 0
 * @param share 0..1
 * @returns that share, rounded up to a whole minor unit; what floating point adds to a whole one does not count
 * @example shareRoundedUp(100, 0.07) // 7
 */
export function shareRoundedUp(minor: number, share: number): number {
  return Math.ceil(Number((minor * share).toFixed(6)));
}
