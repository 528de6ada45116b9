import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDay } from '../../../domain/calendar.ts';
import { coversDate, dayKind } from '../../../domain/holidays/calendar.ts';
import {
  calendarOf,
  calendarYearSchema,
  changeDays,
  makeCalendarYear,
  type CalendarYear,
  type DayChange,
} from '../../../domain/holidays/calendar-year.ts';

const year = (changes: Partial<CalendarYear> = {}): CalendarYear => ({
  place: 'CN',
  year: 2026,
  publicHolidays: ['2026-10-01', '2026-10-02'],
  makeUpWorkDays: ['2026-09-20'],
  ...changes,
});
const kindOf = (calendar: ReturnType<typeof calendarOf>, date: string) =>
  dayKind(calendar, epochDay(date), 'R');

describe('a year', () => {
  it('is kept in order, each date once', () => {
    const given = year({ publicHolidays: ['2026-10-02', '2026-10-01', '2026-10-02'] });
    expect(makeCalendarYear(given)).toEqual(year());
  });

  it.each([
    ['a date of another year', { publicHolidays: ['2027-01-01'] }, '2027-01-01 is not a day of 2026'],
    ['a make-up day of another year', { makeUpWorkDays: ['2025-12-28'] }, '2025-12-28 is not a day of 2026'],
    ['a day that is both', { makeUpWorkDays: ['2026-10-01'] }, '2026-10-01 cannot be a public holiday and'],
  ])('is refused with %s', (_name, changes, message) => {
    expect(() => makeCalendarYear(year(changes))).toThrow(message);
  });

  it.each([
    ['a place that is none', { place: 'China' }],
    ['no holiday at all', { publicHolidays: [] }],
    ['a date that does not exist', { publicHolidays: ['2026-02-30'] }],
  ])('is not valid with %s', (_name, changes) => {
    expect(calendarYearSchema.safeParse(year(changes)).success).toBe(false);
  });
});

describe('single days', () => {
  it.each<[string, DayChange[], Partial<CalendarYear>]>([
    [
      'a holiday more',
      [{ date: '2026-12-31', day: 'public-holiday' }],
      { publicHolidays: ['2026-10-01', '2026-10-02', '2026-12-31'] },
    ],
    ['a holiday less', [{ date: '2026-10-01', day: 'ordinary' }], { publicHolidays: ['2026-10-02'] }],
    [
      'a make-up day moved',
      [
        { date: '2026-09-20', day: 'ordinary' },
        { date: '2026-09-27', day: 'make-up-work-day' },
      ],
      { makeUpWorkDays: ['2026-09-27'] },
    ],
    [
      'a make-up day that is free after all',
      [{ date: '2026-09-20', day: 'public-holiday' }],
      { publicHolidays: ['2026-09-20', '2026-10-01', '2026-10-02'], makeUpWorkDays: [] },
    ],
  ])('%s', (_name, changes, expected) => {
    expect(changeDays(year(), changes)).toEqual(year(expected));
  });

  it.each(['public-holiday', 'make-up-work-day', 'ordinary'] as const)(
    'refuses a %s of another year',
    (day) => {
      expect(() => changeDays(year(), [{ date: '2027-10-01', day }])).toThrow(
        '2027-10-01 is not a day of 2026',
      );
    },
  );

  it('says of every day what was said of it last', () => {
    const days = fc.integer({ min: 0, max: 364 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)));
    const change = fc.record({
      date: days.map((date) => date.toISOString().slice(0, 10)),
      day: fc.constantFrom('public-holiday' as const, 'make-up-work-day' as const, 'ordinary' as const),
    });
    fc.assert(
      fc.property(fc.uniqueArray(change, { selector: ({ date }) => date, maxLength: 20 }), (changes) => {
        const calendar = calendarOf(['CN'], [changeDays(year(), changes)]);
        for (const { date, day } of changes) expect(kindOf(calendar, date)).toBe(day);
      }),
    );
  });
});

describe('the calendar of a place', () => {
  it('covers the years that are known, and says which are not', () => {
    const later = year({ year: 2028, publicHolidays: ['2028-10-01'], makeUpWorkDays: [] });
    const calendar = calendarOf(['CN'], [year(), later]);
    expect(calendar).toMatchObject({ from: '2026-01-01', to: '2028-12-31', missingYears: [2027] });
    expect(['2026-12-31', '2027-06-01', '2028-01-01'].map((date) => coversDate(calendar, date))).toEqual([
      true,
      false,
      true,
    ]);
    expect(kindOf(calendar, '2028-10-01')).toBe('public-holiday');
    expect(() => kindOf(calendar, '2027-10-01')).toThrow(/no holiday calendar covers 2027-10-01/);
  });

  it('of a part of a country is its own where it has one, else that of the whole', () => {
    const us = (of: number) =>
      year({ place: 'US', year: of, publicHolidays: [`${of}-07-04`], makeUpWorkDays: [] });
    const ma = year({ place: 'US-MA', publicHolidays: ['2026-04-20', '2026-07-04'], makeUpWorkDays: [] });
    const calendar = calendarOf(['US-MA', 'US'], [us(2026), us(2027), ma]);
    expect(kindOf(calendar, '2026-04-20')).toBe('public-holiday');
    expect(kindOf(calendar, '2027-04-20')).toBe('ordinary');
    expect(kindOf(calendarOf(['US'], [us(2026), ma]), '2026-04-20')).toBe('ordinary');
  });

  it('is none where no year is known', () => {
    expect(calendarOf(['CN'], [])).toBeUndefined();
    expect(coversDate(undefined, '2026-10-01')).toBe(false);
  });
});
