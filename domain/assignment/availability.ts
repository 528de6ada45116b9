import { addDays, DAY_MS, epochDay, isoWeekday, localDate, type IsoDate } from '../calendar.ts';
import { atLocalTime } from '../local-time.ts';
import type { Leave, Shift } from './facts.ts';

/** As far ahead as anybody's next working day is looked for. */
const DAYS_AHEAD = 14;

/**
 * Whether somebody is on leave today, and when they are at work next. Somebody without shifts works all day.
 *
 * @param now epoch milliseconds
 * @param zone IANA zone in which their days and hours are
 * @returns `worksFromMs`: epoch milliseconds, `now` itself while they are at work; null: not within two weeks
 */
export function availabilityOf(
  { shifts, leaves, zone }: { shifts: readonly Shift[]; leaves: readonly Leave[]; zone: string },
  now: number,
): { onLeave: boolean; worksFromMs: number | null } {
  const today = localDate(now, zone);
  const away = (day: IsoDate) => leaves.some(({ from, until }) => from <= day && day <= until);
  const onLeave = away(today);
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const day = addDays(today, ahead);
    if (away(day)) continue;
    const starts = hoursOf(shifts, day, zone).flatMap(([fromMs, toMs]) =>
      toMs > now ? Math.max(now, fromMs) : [],
    );
    if (starts.length > 0) return { onLeave, worksFromMs: Math.min(...starts) };
  }
  return { onLeave, worksFromMs: null };
}

function hoursOf(shifts: readonly Shift[], day: IsoDate, zone: string): [fromMs: number, toMs: number][] {
  if (shifts.length === 0)
    return [[atLocalTime(day, '00:00', zone), atLocalTime(addDays(day, 1), '00:00', zone)]];
  return shifts
    .filter(({ weekday }) => weekday === isoWeekday(epochDay(day)))
    .map(({ from, to }) => [atLocalTime(day, from, zone), atLocalTime(day, to, zone)]);
}

/**
 * @param dueAtMs of a task, epoch milliseconds
 * @returns by when somebody has to be at work to be of use: the deadline, and a day for what is overdue already
 */
export function workableUntil(dueAtMs: number, now: number): number {
  return dueAtMs > now ? dueAtMs : now + DAY_MS;
}
