import { createRequire } from 'node:module';
import { makeCalendarYear, type CalendarYear } from '../domain/holidays/calendar-year.ts';
import { irelandCalendar } from '../domain/holidays/ireland.ts';
import type { Pool } from './client.ts';
import { PRODUCT } from './holiday-repository.ts';

/** The calendars that ship, and where they come from. A bank's own version of a year is never overtaken by them. */

const load = createRequire(import.meta.url);

type Days = Pick<CalendarYear, 'publicHolidays' | 'makeUpWorkDays'>;

export interface Source {
  place: string;
  years: readonly number[];
  /** where it is taken from; told with the calendar */
  why: string;
  /** only asked for what is missing: a library behind it takes a second to load */
  make: (year: number) => Days | Promise<Days>;
}

const years = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Proclaimed a year or two ahead where no statute fixes them for good. */
const OTHERS = [
  { place: 'US', years: years(2024, 2030), in: ['US'], what: 'federal holidays' },
  { place: 'UK', years: years(2024, 2027), in: ['GB', 'ENG'], what: 'bank holidays of England' },
  {
    place: 'IN',
    years: years(2024, 2027),
    in: ['IN'],
    what: 'national holidays, without those of states and banks',
  },
] as const;

/** @returns what ships, by place; nothing slow is loaded by it */
export function shippedCalendars(): Source[] {
  return [
    chinaSource(),
    irelandSource(),
    ...OTHERS.map(({ place, years, in: codes, what }): Source => ({
      ...{ place, years },
      why: `shipped: ${what}, by date-holidays 3.37`,
      make: async (year) => ({ publicHolidays: await publicHolidays(codes, year), makeUpWorkDays: [] }),
    })),
  ];
}

/** Announced by the State Council late in the year before: the package knows the years that have been. */
function chinaSource(): Source {
  const { holidays, workdays } = load('chinese-days/dist/chinese-days.json') as Record<
    'holidays' | 'workdays',
    Record<string, string>
  >;
  const of = (dates: Record<string, string>, year: number) =>
    Object.keys(dates).filter((date) => date.startsWith(`${year}-`));
  return {
    place: 'CN',
    years: [...new Set(Object.keys(holidays).map((date) => Number(date.slice(0, 4))))].sort(),
    why: 'shipped: notices of the State Council, by chinese-days 1.5',
    make: (year) => ({ publicHolidays: of(holidays, year), makeUpWorkDays: of(workdays, year) }),
  };
}

function irelandSource(): Source {
  const { from, to, publicHolidays: dates } = irelandCalendar;
  return {
    place: 'EU-IE',
    years: years(Number(from.slice(0, 4)), Number(to.slice(0, 4))),
    why: 'shipped: Organisation of Working Time Act 1997, Second Schedule',
    make: (year) => ({
      publicHolidays: dates.filter((date) => date.startsWith(`${year}-`)),
      makeUpWorkDays: [],
    }),
  };
}

/** @returns the days off by law, days in place of those that fall on a weekend included */
async function publicHolidays(
  [country, state = '']: readonly [country: string, state?: string],
  year: number,
): Promise<string[]> {
  const { default: Holidays } = await import('date-holidays');
  return new Holidays(country, state)
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .map(({ date }) => date.slice(0, 10))
    .filter((date) => date.startsWith(`${year}-`));
}

const MISSING = `
SELECT s.place, s.year, s.why FROM jsonb_to_recordset($1::jsonb) AS s(place text, year int, why text)
WHERE NOT EXISTS (SELECT 1 FROM holiday_calendars h WHERE h.place = s.place AND h.year = s.year
  AND (h.published_by <> $2 OR h.why = s.why))`;

const PUBLISH = `
INSERT INTO holiday_calendars (place, year, version, public_holidays, make_up_work_days, published_by, published_at, why)
SELECT d.place, d.year, 1 + (SELECT coalesce(max(version), 0) FROM holiday_calendars h WHERE h.place = d.place AND h.year = d.year),
  d."publicHolidays", d."makeUpWorkDays", $2, $3, d.why
FROM jsonb_to_recordset($1::jsonb) AS d(place text, year int, "publicHolidays" text[], "makeUpWorkDays" text[], why text)
ON CONFLICT DO NOTHING`;

/**
 * Publishes the years that ship and are not there, or come from a newer source than those that are.
 *
 * @returns how many years were added
 */
export async function publishShippedCalendars(
  pool: Pool,
  now: Date,
  sources: readonly Source[] = shippedCalendars(),
): Promise<number> {
  const known = sources.flatMap(({ place, years, why }) => years.map((year) => ({ place, year, why })));
  const { rows } = await pool.query<{ place: string; year: number; why: string }>(MISSING, [
    JSON.stringify(known),
    PRODUCT,
  ]);
  if (rows.length === 0) return 0;
  const made: (CalendarYear & { why: string })[] = [];
  for (const { place, year, why } of rows) {
    const source = sources.find((one) => one.place === place);
    if (source) made.push({ ...makeCalendarYear({ place, year, ...(await source.make(year)) }), why });
  }
  const { rowCount } = await pool.query(PUBLISH, [JSON.stringify(made), PRODUCT, now]);
  return rowCount ?? 0;
}
