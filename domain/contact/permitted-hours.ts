import { addDays, DAY_MS, epochDay, isoWeekday, MINUTE_MS, type IsoDate } from '../calendar.ts';
import { atLocalTime } from '../local-time.ts';
import type { Channel } from '../strategy/schema.ts';
import type { WeekHour } from './best-time.ts';
import type { HourFacts } from './decide-contact.ts';
import { mayStillLeave, type GatePolicy } from './gate-policy.ts';
import type { ContactWishes } from './wishes.ts';

/** Which hours the gate leaves to choose among. */

export const HOUR_MS = 60 * MINUTE_MS;

/** An hour of a customer's wall clock on a date. */
export interface DatedHour extends WeekHour {
  /** epoch milliseconds */
  fromMs: number;
}

/** Whom to contact, and by which rules. */
export interface HoursAsked {
  policy: GatePolicy;
  actorRole: HourFacts['actorRole'];
  /** IANA zone where the customer is */
  customerZone: string;
  wishes?: ContactWishes | undefined;
}

/**
 * @param zone IANA, of the wall clock
 * @returns the hours that the clock shows on that date: not the one that summer time leaves out, and of one that it
 *   repeats the first
 */
export function hoursOfDate(date: IsoDate, zone: string): DatedHour[] {
  const weekday = isoWeekday(epochDay(date));
  const startMs = atLocalTime(date, '00:00', zone);
  const isEven = atLocalTime(addDays(date, 1), '00:00', zone) - startMs === DAY_MS;
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    ...{ weekday, hour },
    fromMs: isEven
      ? startMs + hour * HOUR_MS
      : atLocalTime(date, `${String(hour).padStart(2, '0')}:00`, zone),
  }));
  return hours.filter(({ fromMs }, at) => fromMs !== hours[at + 1]?.fromMs);
}

/**
 * Whether the rules about hours and days leave an hour open: at its begin, in its last minute, and at an instant in it.
 *
 * @param fromMs its begin @param atMs the instant, by default the same; epoch milliseconds
 */
export function isHourPermitted(
  { policy, actorRole, customerZone, wishes }: HoursAsked,
  channel: Channel,
  fromMs: number,
  atMs = fromMs,
): boolean {
  const facts: HourFacts = { ...{ channel, purpose: 'collect', actorRole, customerZone }, ...wishes };
  return [...new Set([fromMs, atMs, fromMs + HOUR_MS - MINUTE_MS])].every((instant) =>
    mayStillLeave(policy, facts, instant),
  );
}
