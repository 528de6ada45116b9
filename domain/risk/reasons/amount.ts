import { formatMoney, minorDigits } from '../../money.ts';

/** @returns an amount in major units without its currency; a round one without decimal places: '35,000', '0.50' */
export function amountWords(major: number, currency: string): string {
  const minor = Math.round(major * 10 ** minorDigits(currency));
  return formatMoney(minor, currency)
    .slice(currency.length + 1)
    .replace(/\.0+$/, '');
}
