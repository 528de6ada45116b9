import { invalidInput } from './failures.ts';

/** A calendar date, `YYYY-MM-DD`, without a zone. */
export type IsoDate = string;
/** A wall-clock time, `HH:MM`. */
export type LocalTime = string;

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The same few days and zones come again and again: what was worked out is kept, as long as there is not too much of it. */
const MOST_KEPT = 5_000;

function kept<Key, Value>(known: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make(key);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, made);
  return made;
}

const midnights = new Map<IsoDate, number>();
const dates = new Map<number, IsoDate>();

/** Midnight UTC of the date, used only for arithmetic between dates. @throws InvalidInput for no real date */
function utcMidnight(date: IsoDate): number {
  return kept(midnights, date, midnightOf);
}

function midnightOf(date: IsoDate): number {
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
  return isoDateOfDay(utcMidnight(date) / DAY_MS + days);
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
  return kept(dates, day, (made) => new Date(made * DAY_MS).toISOString().slice(0, 10));
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
  const offsetMs = offsetOfDay(atMs, zone);
  if (offsetMs !== undefined) return isoDateOfDay(Math.floor((atMs + offsetMs) / DAY_MS));
  const { year, month, day } = wallClock(atMs, zone);
  return `${year}-${month}-${day}`;
}

/** @returns the same date as days since 1970-01-01, for arithmetic. @example localDay(0, 'Asia/Shanghai') // 0 */
export function localDay(atMs: number, zone: string): number {
  const offsetMs = offsetOfDay(atMs, zone);
  return offsetMs === undefined ? epochDay(localDate(atMs, zone)) : Math.floor((atMs + offsetMs) / DAY_MS);
}

/** The zone's offset is another one at the end of the day. */
const CHANGES = -DAY_MS;
const offsets = new Map<string, Map<number, number>>();

/**
 * @returns the zone's offset throughout the day of UTC; undefined where it changes on that day, or before 1970. No zone
 *   has changed its clock twice within a day.
 */
function offsetOfDay(atMs: number, zone: string): number | undefined {
  if (!(atMs > 0 && atMs < LAST_MS)) return undefined;
  const known = offsets.get(zone) ?? new Map<number, number>();
  const offset = kept(known, Math.floor(atMs / DAY_MS), (day) => {
    const offsetMs = utcOffsetMs(day * DAY_MS, zone);
    return offsetMs === utcOffsetMs((day + 1) * DAY_MS, zone) ? offsetMs : CHANGES;
  });
  if (!offsets.has(zone)) offsets.set(zone, known);
  return offset === CHANGES ? undefined : offset;
}

/** Years have four digits until then. */
const LAST_MS = Date.UTC(9999, 0, 1);

/** @returns seconds since local midnight by the wall clock at that instant, 0..86399 */
export function localSecondOfDay(atMs: number, zone: string): number {
  const { hour, minute, second } = wallClock(atMs, zone);
  return Number(hour) * 3600 + Number(minute) * 60 + Number(second);
}

/** @param minute of the day, 0..1439 @example timeOfMinute(485) // '08:05' */
function timeOfMinute(minute: number): LocalTime {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** @returns `2026-11-02 08:00 Asia/Shanghai`, for people */
export function formatInstant(atMs: number, zone: string): string {
  const offsetMs = offsetOfDay(atMs, zone);
  if (offsetMs !== undefined) {
    const local = atMs + offsetMs;
    const day = Math.floor(local / DAY_MS);
    return `${isoDateOfDay(day)} ${timeOfMinute(Math.floor((local - day * DAY_MS) / MINUTE_MS))} ${zone}`;
  }
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
