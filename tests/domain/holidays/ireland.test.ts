import { describe, expect, it } from 'vitest';
import { epochDay, isoDateOfDay } from '../../../domain/calendar.ts';
import { dayKind } from '../../../domain/holidays/calendar.ts';
import { builtInCalendar } from '../../../domain/holidays/index.ts';
import { easterSunday, irelandCalendar } from '../../../domain/holidays/ireland.ts';

describe('Ireland', () => {
  const of = (year: number) =>
    irelandCalendar.publicHolidays.filter((date) => date.startsWith(`${year}`)).sort();

  it('has the public holidays of the Act', () => {
    expect(of(2026)).toEqual([
      ...['2026-01-01', '2026-02-02', '2026-03-17', '2026-04-06', '2026-05-04'],
      ...['2026-06-01', '2026-08-03', '2026-10-26', '2026-12-25', '2026-12-26'],
    ]);
    // 1 February 2025 is a Saturday, of 2030 a Friday.
    expect(of(2025).slice(1, 2)).toEqual(['2025-02-03']);
    expect(of(2024).slice(1, 2)).toEqual(['2024-02-05']);
  });

  it('is the only place with a calendar of its own so far', () => {
    expect(builtInCalendar('EU-IE')).toBe(irelandCalendar);
    expect(builtInCalendar('CN')).toBeUndefined();
    expect(builtInCalendar('toString')).toBeUndefined();
  });
});

it.each([
  [1961, '1961-04-02'],
  [2008, '2008-03-23'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
  [1981, '1981-04-19'],
  [1954, '1954-04-18'],
])('Easter %d', (year, date) => {
  expect(isoDateOfDay(easterSunday(year))).toBe(date);
});

describe('a calendar', () => {
  const calendar = {
    place: 'CN',
    from: '2026-01-01',
    to: '2026-12-31',
    publicHolidays: ['2026-10-01'],
    makeUpWorkDays: ['2026-10-10'],
  };
  it.each([
    ['2026-10-01', 'public-holiday'],
    ['2026-10-10', 'make-up-work-day'],
    ['2026-10-11', 'ordinary'],
    ['2026-01-01', 'ordinary'],
    ['2026-12-31', 'ordinary'],
  ])('%s is %s', (date, kind) => {
    expect(dayKind(calendar, epochDay(date), 'A-RULE')).toBe(kind);
  });

  it.each(['2025-12-31', '2027-01-01'])('does not guess what %s is', (date) => {
    expect(() => dayKind(calendar, epochDay(date), 'A-RULE')).toThrow(
      expect.objectContaining({
        type: 'InvalidInput',
        message: expect.stringContaining(`covers ${date}, which A-RULE needs`) as string,
      }),
    );
    expect(() => dayKind(undefined, epochDay(date), 'A-RULE')).toThrow(/none is given/);
  });
});
