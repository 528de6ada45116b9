import { Temporal } from 'temporal-polyfill';
import { addDays, type IsoDate, type LocalTime } from './calendar.ts';

/**
 * The instant at which a wall clock in the zone shows that date and time; in a gap of daylight saving the
 * later reading, in an overlap the first.
 *
 * @example new Date(atLocalTime('2026-11-02', '08:00', 'Asia/Shanghai')).toISOString() // '2026-11-02T00:00:00.000Z'
 */
export function atLocalTime(date: IsoDate, time: LocalTime, zone: string): number {
  const known = instantsOf(time, zone);
  const found = known.get(date);
  if (found !== undefined) return found;
  const atMs = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds;
  if (known.size >= MOST_KEPT) known.clear();
  known.set(date, atMs);
  return atMs;
}

/** Cases of a day have their steps at the same few hours: each is looked up once, by zone, time and date. */
const instants = new Map<string, Map<LocalTime, Map<IsoDate, number>>>();
const MOST_KEPT = 5_000;
const MOST_TIMES = 100;

function instantsOf(time: LocalTime, zone: string): Map<IsoDate, number> {
  let ofZone = instants.get(zone);
  if (!ofZone) instants.set(zone, (ofZone = new Map<LocalTime, Map<IsoDate, number>>()));
  let ofTime = ofZone.get(time);
  if (!ofTime) {
    if (ofZone.size >= MOST_TIMES) ofZone.clear();
    ofZone.set(time, (ofTime = new Map<IsoDate, number>()));
  }
  return ofTime;
}

/** @returns the first instant after that date in the zone: midnight of the next day */
export function endOfDay(date: IsoDate, zone: string): number {
  return atLocalTime(addDays(date, 1), '00:00', zone);
}
