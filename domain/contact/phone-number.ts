/** Telephone numbers, as they are on file and as networks know them. */

/**
 * @param number as it is on file, digits with or without `+`; separators do not matter
 * @param countryCode of numbers that are not international, digits
 * @returns the international number, or undefined when it cannot be known or is none
 * @example internationalNumber('138 0013 8000', '86') // '+8613800138000'
 * @see ITU-T E.164
 */
export function internationalNumber(number: string, countryCode?: string): string | undefined {
  const plain = number.replace(/[\s().-]/g, '').replace(/^00(?=[1-9])/, '+');
  const dialled =
    plain.startsWith('+') || countryCode === undefined ? plain : `+${countryCode}${plain.replace(/^0/, '')}`;
  return /^\+[1-9]\d{6,14}$/.test(dialled) ? dialled : undefined;
}

/**
 * @param international as networks report it
 * @returns the ways in which it may be on file, the likeliest first
 * @example waysToWrite('+8613800138000', '86') // ['+8613800138000', '8613800138000', '008613800138000', '13800138000', …]
 */
export function waysToWrite(international: string, countryCode?: string): string[] {
  const digits = international.replace(/^\+/, '');
  const ways = [international, digits, `00${digits}`];
  if (countryCode !== undefined && digits.startsWith(countryCode)) {
    const national = digits.slice(countryCode.length);
    ways.push(national, `0${national}`);
  }
  return ways;
}
