import { Temporal } from 'temporal-polyfill';
import { addDays, type IsoDate, type LocalTime } from './calendar.ts';

/**
 * The instant at which a wall clock in the zone shows that date and time; in a gap of daylight saving the
 * later reading, in an overlap the first.
 *
 * @example new Date(atLocalTime('2026-11-02', '08:00', 'Asia/Shanghai')).toISOString() // '2026-11-02T00:00:00.000Z'
 */
export function atLocalTime(date: IsoDate, time: LocalTime, zone: string): number {
  const key = `${date}T${time} ${zone}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const atMs = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds;
  if (instants.size >= MOST_KEPT) instants.clear();
  instants.set(key, atMs);
  return atMs;
}

/** Cases of a day have their steps at the same few hours: each is looked up once. */
const instants = new Map<string, number>();
const MOST_KEPT = 5_000;

/** @returns the first instant after that date in the zone: midnight of the next day */
export function endOfDay(date: IsoDate, zone: string): number {
  return atLocalTime(addDays(date, 1), '00:00', zone);
}
