import { Temporal } from 'temporal-polyfill';
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

/** @returns the calendar date at that instant in that IANA zone */
export function localDate(atMs: number, zone: string): IsoDate {
  return zoned(atMs, zone).toPlainDate().toString();
}

/** @returns seconds since local midnight by the wall clock at that instant, 0..86399 */
export function localSecondOfDay(atMs: number, zone: string): number {
  const { hour, minute, second } = zoned(atMs, zone);
  return hour * 3600 + minute * 60 + second;
}

/**
 * The instant at which a wall clock in the zone shows that date and time; in a gap of daylight saving the
 * later reading, in an overlap the first.
 *
 * @example new Date(atLocalTime('2026-11-02', '08:00', 'Asia/Shanghai')).toISOString() // '2026-11-02T00:00:00.000Z'
 */
export function atLocalTime(date: IsoDate, time: LocalTime, zone: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds;
}

/** @returns the first instant after that date in the zone: midnight of the next day */
export function endOfDay(date: IsoDate, zone: string): number {
  return atLocalTime(addDays(date, 1), '00:00', zone);
}

/** @returns `2026-11-02 08:00 Asia/Shanghai`, for people */
export function formatInstant(atMs: number, zone: string): string {
  const at = zoned(atMs, zone);
  return `${at.toPlainDate().toString()} ${at.toPlainTime().toString({ smallestUnit: 'minute' })} ${zone}`;
}

function zoned(atMs: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
}
