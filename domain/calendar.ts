import { invalidInput } from './failures.ts';

/** A calendar date, `YYYY-MM-DD`, without a zone. */
export type IsoDate = string;
/** A wall-clock time, `HH:MM`. */
export type LocalTime = string;

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Midnight UTC of the date, used only for arithmetic between dates. @throws InvalidInput for no real date */
function utcMidnight(date: IsoDate): number {
  const match = ISO_DATE.exec(date);
  if (match) {
    const atMs = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
    if (new Date(atMs).toISOString().startsWith(date)) return atMs;
  }
  throw invalidInput(`'${date}' is not a calendar date (YYYY-MM-DD)`);
}

/** @returns whether the text is a real calendar date, `YYYY-MM-DD` */
export function isIsoDate(text: string): boolean {
  const match = ISO_DATE.exec(text);
  if (!match) return false;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** @example addDays('2026-02-27', 3) // '2026-03-02' */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(utcMidnight(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** @returns whole days from `from` to `to`; negative when `to` is earlier. @example daysBetween('2026-10-20', '2026-11-01') // 12 */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((utcMidnight(to) - utcMidnight(from)) / DAY_MS);
}

/** @returns days since 1970-01-01, for arithmetic. @throws InvalidInput for no real date. @example epochDay('1970-01-02') // 1 */
export function epochDay(date: IsoDate): number {
  return utcMidnight(date) / DAY_MS;
}

/** @returns the date of a day number. @example isoDateOfDay(1) // '1970-01-02' */
export function isoDateOfDay(day: number): IsoDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** @returns 1 for Monday .. 7 for Sunday, of a day number. @example isoWeekday(0) // 4, a Thursday */
export function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** @returns milliseconds that the zone's wall clock is ahead of UTC at that instant, from whole seconds up */
export function utcOffsetMs(atMs: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(atMs, zone);
  const localMs = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  return localMs - Math.floor(atMs / 1000) * 1000;
}

/** @returns the calendar date at that instant in that IANA zone */
export function localDate(atMs: number, zone: string): IsoDate {
  const { year, month, day } = wallClock(atMs, zone);
  return `${year}-${month}-${day}`;
}

/** @returns seconds since local midnight by the wall clock at that instant, 0..86399 */
export function localSecondOfDay(atMs: number, zone: string): number {
  const { hour, minute, second } = wallClock(atMs, zone);
  return Number(hour) * 3600 + Number(minute) * 60 + Number(second);
}

/** @returns `2026-11-02 08:00 Asia/Shanghai`, for people */
export function formatInstant(atMs: number, zone: string): string {
  const { year, month, day, hour, minute } = wallClock(atMs, zone);
  return `${year}-${month}-${day} ${hour}:${minute} ${zone}`;
}

type WallClock = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;

/** Making a formatter costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * Reading a wall clock needs no library, and workflows do it: each of them has its own copy of every module that
 * it imports. The other way round, which is the hard one, is in local-time.ts.
 */
function wallClock(atMs: number, zone: string): WallClock {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  const parts = formatter.formatToParts(atMs).map(({ type, value }) => [type, value]);
  return Object.fromEntries(parts) as WallClock;
}
