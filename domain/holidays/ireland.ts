import { epochDay, isoDateOfDay, isoWeekday, type IsoDate } from '../calendar.ts';
import type { HolidayCalendar } from './calendar.ts';

/** Years for which the rule of the Act is known to be all there is: an extra holiday needs an order. */
const [FIRST_YEAR, LAST_YEAR] = [2023, 2027];

const dayOf = (year: number, month: number, day: number) =>
  epochDay(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

function firstMonday(year: number, month: number): number {
  const first = dayOf(year, month, 1);
  return first + ((8 - isoWeekday(first)) % 7);
}

function lastMonday(year: number, month: number): number {
  const last = dayOf(year, month, 31);
  return last - (isoWeekday(last) - 1);
}

/** Gregorian computus. @returns the day number of Easter Sunday */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leapCorrection = century - Math.floor(century / 4);
  const moonCorrection = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + leapCorrection - moonCorrection + 15) % 30;
  const moon = epact - (epact === 29 || (epact === 28 && golden > 10) ? 1 : 0);
  const weekday = (year + Math.floor(year / 4) + moon + 2 - leapCorrection) % 7;
  return dayOf(year, 3, 28) + moon - weekday;
}

/** St Brigid's day: the first Monday in February, or 1 February where that is a Friday. */
function stBrigid(year: number): number {
  const first = dayOf(year, 2, 1);
  return isoWeekday(first) === 5 ? first : firstMonday(year, 2);
}

function holidaysOf(year: number): IsoDate[] {
  return [
    dayOf(year, 1, 1),
    stBrigid(year),
    dayOf(year, 3, 17),
    easterSunday(year) + 1,
    ...[5, 6, 8].map((month) => firstMonday(year, month)),
    lastMonday(year, 10),
    dayOf(year, 12, 25),
    dayOf(year, 12, 26),
  ].map(isoDateOfDay);
}

/**
 * Ireland's public holidays as the Act defines them.
 *
 * @see Organisation of Working Time Act 1997, Second Schedule; St Brigid's day since 2023 (S.I. 50/2022)
 */
export const irelandCalendar: HolidayCalendar = {
  place: 'EU-IE',
  from: `${FIRST_YEAR}-01-01`,
  to: `${LAST_YEAR}-12-31`,
  publicHolidays: Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) =>
    holidaysOf(FIRST_YEAR + i),
  ).flat(),
};
