import { z } from 'zod';
import type { IsoDate } from '../calendar.ts';
import { invalidInput } from '../failures.ts';
import type { DayKind, HolidayCalendar } from './calendar.ts';

/** The official calendar of a place for one year, as it is published and kept. */
export interface CalendarYear {
  /** whose it is: `CN`, `US`, `US-MA`, `UK` … */
  place: string;
  year: number;
  /** in order, each once */
  publicHolidays: readonly IsoDate[];
  /** days of a weekend that are worked in exchange for a holiday, in order */
  makeUpWorkDays: readonly IsoDate[];
}

/** One date that is not what the calendar says, as when a government gives a day off. */
export interface DayChange {
  date: IsoDate;
  day: DayKind;
}

export const FIRST_CALENDAR_YEAR = 1971;
export const LAST_CALENDAR_YEAR = 2199;

export const calendarYearSchema = z.strictObject({
  place: z.string().regex(/^[A-Z]{2}(-[A-Z]{2})?$/, 'must be a jurisdiction, like "CN" or "US-MA"'),
  year: z.int().min(FIRST_CALENDAR_YEAR).max(LAST_CALENDAR_YEAR),
  publicHolidays: z.array(z.iso.date()).min(1).max(200),
  makeUpWorkDays: z.array(z.iso.date()).max(200).default([]),
});

/**
 * @returns the year as it is kept: dates in order, each once
 * @throws InvalidInput naming a date of another year, or one that would be both a holiday and worked
 */
export function makeCalendarYear(given: CalendarYear): CalendarYear {
  const { place, year } = given;
  const [publicHolidays, makeUpWorkDays] = [inOrder(given.publicHolidays), inOrder(given.makeUpWorkDays)];
  for (const date of [...publicHolidays, ...makeUpWorkDays]) {
    if (!date.startsWith(`${year}-`)) throw invalidInput(`${date} is not a day of ${year}`);
  }
  const both = makeUpWorkDays.find((date) => publicHolidays.includes(date));
  if (both !== undefined) throw invalidInput(`${both} cannot be a public holiday and a make-up work day`);
  return { place, year, publicHolidays, makeUpWorkDays };
}

/**
 * @returns the year with these dates as they are now said to be
 * @throws InvalidInput as {@link makeCalendarYear} does
 */
export function changeDays(before: CalendarYear, changes: readonly DayChange[]): CalendarYear {
  const changed = changes.map(({ date }) => date);
  const without = (dates: readonly IsoDate[]) => dates.filter((date) => !changed.includes(date));
  const now = (kind: DayKind) => changes.filter(({ day }) => day === kind).map(({ date }) => date);
  for (const { date, day } of changes) {
    // An ordinary day is in neither list, where its year would be looked at.
    if (day === 'ordinary' && !date.startsWith(`${before.year}-`)) {
      throw invalidInput(`${date} is not a day of ${before.year}`);
    }
  }
  return makeCalendarYear({
    ...before,
    publicHolidays: [...without(before.publicHolidays), ...now('public-holiday')],
    makeUpWorkDays: [...without(before.makeUpWorkDays), ...now('make-up-work-day')],
  });
}

/**
 * The calendar that the rules of a place are asked with.
 *
 * @param places the place and what it is a part of, the narrower first: years of the narrower one are taken
 * @returns undefined when no year of any of them is known
 */
export function calendarOf(
  places: readonly string[],
  known: readonly CalendarYear[],
): HolidayCalendar | undefined {
  const years = new Map<number, CalendarYear>();
  for (const place of places.toReversed()) {
    for (const year of known) if (year.place === place) years.set(year.year, year);
  }
  if (years.size === 0 || places[0] === undefined) return undefined;
  const [first, last] = [Math.min(...years.keys()), Math.max(...years.keys())];
  const missingYears = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (year) => !years.has(year),
  );
  const all = [...years.values()];
  return {
    ...{ place: places[0], from: `${first}-01-01`, to: `${last}-12-31` },
    ...(missingYears.length > 0 && { missingYears }),
    publicHolidays: all.flatMap(({ publicHolidays }) => publicHolidays),
    makeUpWorkDays: all.flatMap(({ makeUpWorkDays }) => makeUpWorkDays),
  };
}

function inOrder(dates: readonly IsoDate[]): IsoDate[] {
  return [...new Set(dates)].sort();
}
