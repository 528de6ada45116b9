import { isIsoDate } from '../calendar.ts';
import { invalidInput } from '../failures.ts';
import { parseMinor } from '../money.ts';

/**
 * Reads one value of an import file.
 *
 * @returns the value as the database reads it, or null for none
 * @throws InvalidInput whose message is the reason in the rejects file
 */
export type ReadValue = (text: string) => string | null;

/** Distinct values kept by `remembered`; past that it begins anew, so that memory stays bounded. */
const REMEMBERED = 10_000;

/** The same few dates, zones and words come a million times: each is checked once. */
function remembered(read: ReadValue): ReadValue {
  const seen = new Map<string, string | null>();
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const value = read(text);
    if (seen.size >= REMEMBERED) seen.clear();
    seen.set(text, value);
    return value;
  };
}

/** @returns a reader to which the empty value means "none" */
export function optional(read: ReadValue): ReadValue {
  return (text) => (text === '' ? null : read(text));
}

/** Any text but none. */
export const readText: ReadValue = (text) => {
  if (text === '') throw invalidInput('is empty');
  return text;
};

/** A calendar date, `YYYY-MM-DD`. */
export const readDate = remembered((text) => {
  if (!isIsoDate(text)) throw invalidInput('is not a calendar date (YYYY-MM-DD)');
  return text;
});

const INSTANT = /^(.{10})[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** An instant, ISO 8601 with its zone: `2026-09-10T03:15:00Z`. */
export const readInstant: ReadValue = (text) => {
  if (!INSTANT.test(text)) throw invalidInput('is not a time with its zone (2026-09-10T03:15:00Z)');
  readDate(text.slice(0, 10));
  return text;
};

/** `true` or `false` (also 1, 0, yes, no; upper or lower case). */
export const readBoolean = remembered((text) => {
  const word = text.toLowerCase();
  if (word === 'true' || word === '1' || word === 'yes') return 'true';
  if (word === 'false' || word === '0' || word === 'no') return 'false';
  throw invalidInput('is neither true nor false');
});

/** @returns a reader of one of those words */
export function readOneOf(words: readonly string[]): ReadValue {
  return (text) => {
    if (!words.includes(text)) throw invalidInput(`is not one of ${words.join(', ')}`);
    return text;
  };
}

/** @returns a reader of texts of that form */
export function readForm(form: RegExp, reason: string): ReadValue {
  return remembered((text) => {
    if (!form.test(text)) throw invalidInput(reason);
    return text;
  });
}

/** ISO 4217. */
export const readCurrency = readForm(/^[A-Z]{3}$/, 'is not a currency code (CNY)');

/** `CN`, or with a part of it `EU-IE`. */
export const readJurisdiction = readForm(/^[A-Z]{2}(-[A-Z]{2,3})?$/, 'is not a jurisdiction (CN, EU-IE)');

/** A whole number of at least `least`. */
export function readInteger(least: number): ReadValue {
  return (text) => {
    const number = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    // The columns are 32-bit integers.
    if (!(number <= 2_147_483_647)) throw invalidInput('is not a whole number');
    if (number < least) throw invalidInput(`is less than ${least}`);
    return text;
  };
}

/** A decimal number that is not negative, of any precision. */
export const readDecimal: ReadValue = (text) => {
  if (/^-\d/.test(text)) throw invalidInput('is negative');
  if (!/^\d{1,30}(\.\d{1,30})?$/.test(text)) throw invalidInput('is not a decimal number');
  return text;
};

/** A decimal number of either sign, of any precision. */
export const readSigned: ReadValue = (text) => {
  if (!/^-?\d{1,30}(\.\d{1,30})?$/.test(text)) throw invalidInput('is not a decimal number');
  return text;
};

/** @returns a reader of texts of at most so many characters, and any but none */
export function readShort(most: number): ReadValue {
  return remembered((text) => {
    if (text.length > most) throw invalidInput(`is longer than ${most} characters`);
    return readText(text);
  });
}

/**
 * An amount that is not negative.
 *
 * @returns integer minor units of the currency
 */
export function readAmount(text: string, currency: string): string {
  const minor = parseMinor(text, currency);
  if (minor < 0) throw invalidInput('is negative');
  return String(minor);
}

/** An IANA zone that this system's time zone data knows. */
export const readZone = remembered((text) => {
  try {
    // An offset (`+08:00`) is no zone: it knows no daylight saving.
    if (/^[A-Za-z]/.test(text)) new Intl.DateTimeFormat('en', { timeZone: text });
    else throw new RangeError();
  } catch {
    throw invalidInput('is not a time zone (Asia/Shanghai)');
  }
  return text;
});

/** A language, BCP 47. */
export const readLanguage = remembered((text) => {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? text;
  } catch {
    throw invalidInput('is not a language (zh-CN)');
  }
});

/** A telephone number; the separators that people write are dropped. Whether it is in use, only a call can tell. */
export const readPhone: ReadValue = (text) => {
  const number = text.replace(/[\s().-]/g, '');
  if (!/^\+?\d{3,15}$/.test(number)) throw invalidInput('is not a telephone number (+8613800000000)');
  return number;
};

/** An e-mail address, in lower case but for what stands before the @. */
export const readEmail: ReadValue = (text) => {
  const at = text.lastIndexOf('@');
  if (at < 1 || !/^[^\s@]+$/.test(text.slice(at + 1)) || /\s/.test(text)) {
    throw invalidInput('is not an e-mail address');
  }
  return text.slice(0, at) + text.slice(at).toLowerCase();
};

/** @returns a reader of values in a row, separated by semicolons: `phone;hardship`; none is an empty list */
export function readList(read: ReadValue): ReadValue {
  return (text) => {
    const values = text
      .split(';')
      .map((value) => value.trim())
      .filter((value) => value !== '')
      .map((value) => read(value) ?? '');
    return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
  };
}
