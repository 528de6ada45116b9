import { isoDateOfDay, type IsoDate } from '../calendar.ts';
import { zoneClock } from '../contact/zone-clock.ts';

/** @returns the date in a zone, by the clock that the gate has */
export function dateIn(zone: string, now: number): IsoDate {
  return isoDateOfDay(zoneClock(zone).dayAt(now));
}
