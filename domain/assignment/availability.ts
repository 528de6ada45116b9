import {
  addDays,
  DAY_MS,
  epochDay,
  isoWeekday,
  localDate,
  type IsoDate,
  type LocalTime,
} from '../calendar.ts';
import { atLocalTime, endOfDay } from '../local-time.ts';
import type { Leave, Shift } from './facts.ts';

/** As far ahead as anybody's next working day is looked for. */
const DAYS_AHEAD = 14;

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
/** The end of a day, which is no time of it. */
const MIDNIGHT: LocalTime = '24:00';

/**
 * @returns what is wrong with working hours, and of which end; undefined: nothing. Hours that end no later than they begin
 *   end on the next day; a whole day is 00:00-24:00.
 * @example shiftProblem({ from: '22:00', to: '06:00' }) // undefined
 * @example shiftProblem({ from: '09:00', to: '09:00' })?.field // 'to'
 */
export function shiftProblem({
  from,
  to,
}: Pick<Shift, 'from' | 'to'>): { field: 'from' | 'to'; message: string } | undefined {
  if (!TIME_OF_DAY.test(from)) return { field: 'from', message: 'must be a time of day, 00:00 to 23:59' };
  if (to !== MIDNIGHT && !TIME_OF_DAY.test(to)) {
    return { field: 'to', message: 'must be a time of day, 00:00 to 24:00' };
  }
  return from === to
    ? { field: 'to', message: 'is when it begins: a whole day is 00:00 to 24:00' }
    : undefined;
}

/**
 * Whether somebody is on leave today, and when they are at work next. Somebody without shifts works all day. Hours past
 * midnight belong to the day on which they begin: whoever is on leave on that day does not work them, and neither does
 * whoever is on leave on the next.
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
  // From yesterday on, whose hours may not be over.
  for (let ahead = -1; ahead < DAYS_AHEAD; ahead += 1) {
    const day = addDays(today, ahead);
    if (away(day)) continue;
    const latestMs = away(addDays(day, 1)) ? endOfDay(day, zone) : Infinity;
    const starts = hoursOf(shifts, day, zone).flatMap(([fromMs, toMs]) =>
      Math.min(toMs, latestMs) > now ? Math.max(now, fromMs) : [],
    );
    if (starts.length > 0) return { onLeave, worksFromMs: Math.min(...starts) };
  }
  return { onLeave, worksFromMs: null };
}

const ALL_DAY: Pick<Shift, 'from' | 'to'> = { from: '00:00', to: MIDNIGHT };

/** Of the hours that begin on the day. */
function hoursOf(shifts: readonly Shift[], day: IsoDate, zone: string): [fromMs: number, toMs: number][] {
  const ofDay =
    shifts.length === 0 ? [ALL_DAY] : shifts.filter(({ weekday }) => weekday === isoWeekday(epochDay(day)));
  return ofDay.map(({ from, to }) => {
    if (to === MIDNIGHT) return [atLocalTime(day, from, zone), endOfDay(day, zone)];
    return [atLocalTime(day, from, zone), atLocalTime(to > from ? day : addDays(day, 1), to, zone)];
  });
}

/**
 * @param dueAtMs of a task, epoch milliseconds
 * @returns by when somebody has to be at work to be of use: the deadline, and a day for what is overdue already
 */
export function workableUntil(dueAtMs: number, now: number): number {
  return dueAtMs > now ? dueAtMs : now + DAY_MS;
}
