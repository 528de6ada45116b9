import { epochDay, isoDateOfDay, type IsoDate } from '../calendar.ts';
import { invalidInput } from '../failures.ts';

/**
 * The official calendar of a place for a time that it covers whole. Plain data: it comes from a file, a package
 * or a form, and says nothing about a day outside `from` .. `to`.
 */
export interface HolidayCalendar {
  /** whose calendar it is, for messages: `EU-IE`, `CN` */
  place: string;
  /** first and last day that are covered */
  from: IsoDate;
  to: IsoDate;
  /** years between the two that are not covered; absent: none */
  missingYears?: readonly number[];
  publicHolidays: readonly IsoDate[];
  /** days of a weekend that are worked in exchange for a holiday, as in China */
  makeUpWorkDays?: readonly IsoDate[];
}

/** What kind of day it is, weekends apart. */
export type DayKind = 'public-holiday' | 'make-up-work-day' | 'ordinary';

interface Indexed {
  fromDay: number;
  toDay: number;
  missingYears: readonly number[];
  kinds: ReadonlyMap<number, DayKind>;
}

const indexed = new WeakMap<HolidayCalendar, Indexed>();

function indexOf(calendar: HolidayCalendar): Indexed {
  let index = indexed.get(calendar);
  if (!index) {
    // It may come from a file or a form.
    const listed: unknown = calendar.publicHolidays;
    if (!Array.isArray(listed)) throw invalidInput('the holiday calendar has no list publicHolidays');
    const kinds = new Map<number, DayKind>();
    for (const date of calendar.publicHolidays) kinds.set(epochDay(date), 'public-holiday');
    for (const date of calendar.makeUpWorkDays ?? []) kinds.set(epochDay(date), 'make-up-work-day');
    index = {
      ...{ fromDay: epochDay(calendar.from), toDay: epochDay(calendar.to), kinds },
      missingYears: calendar.missingYears ?? [],
    };
    indexed.set(calendar, index);
  }
  return index;
}

/**
 * @param day days since 1970-01-01
 * @param neededBy who asks, for the message
 * @throws InvalidInput when no calendar covers the day: what is a holiday is never guessed
 */
export function dayKind(calendar: HolidayCalendar | undefined, day: number, neededBy: string): DayKind {
  const index = calendar && indexOf(calendar);
  if (!index || !covers(index, day)) {
    const which = calendar ? `that of ${calendar.place} does not` : 'none is given';
    throw invalidInput(
      `no holiday calendar covers ${isoDateOfDay(day)}, which ${neededBy} needs (${which}): load the official one`,
    );
  }
  return index.kinds.get(day) ?? 'ordinary';
}

function covers({ fromDay, toDay, missingYears }: Indexed, day: number): boolean {
  if (day < fromDay || day > toDay) return false;
  return missingYears.length === 0 || !missingYears.includes(Number(isoDateOfDay(day).slice(0, 4)));
}

/** @param date of the place @returns whether the calendar covers it, so that rules about holidays can be asked */
export function coversDate(calendar: HolidayCalendar | undefined, date: IsoDate): boolean {
  return calendar !== undefined && covers(indexOf(calendar), epochDay(date));
}
