import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  formatInstant,
  isIsoDate,
  localDate,
  localSecondOfDay,
} from '../../domain/calendar.ts';
import { atLocalTime, endOfDay } from '../../domain/local-time.ts';

const isoDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const zone = fc.constantFrom(
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Africa/Cairo',
  'Asia/Kolkata',
);

const utc = (atMs: number) => new Date(atMs).toISOString();

describe('dates', () => {
  it('addDays and daysBetween undo each other', () => {
    fc.assert(
      fc.property(isoDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it.each([
    ['2026-02-27', 3, '2026-03-02'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %d days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00',
    '',
    '0050-01-01',
  ])('%j is no date', (text) => {
    expect(isIsoDate(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(expect.objectContaining({ type: 'InvalidInput' }));
  });

  it('knows a date', () => {
    expect(isIsoDate('2028-02-29')).toBe(true);
  });
});

describe('instants', () => {
  it.each([
    ['2026-11-02', '08:00', 'Asia/Shanghai', '2026-11-02T00:00:00.000Z'],
    ['2026-07-01', '08:00', 'Europe/Berlin', '2026-07-01T06:00:00.000Z'],
    ['2026-12-01', '08:00', 'Europe/Berlin', '2026-12-01T07:00:00.000Z'],
    // 02:30 does not exist on that day: the later reading.
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    // 02:30 comes twice on that day: the first.
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-11-02', '00:00', 'Asia/Kolkata', '2026-11-01T18:30:00.000Z'],
  ])('%s %s in %s is %s', (date, time, inZone, expected) => {
    expect(utc(atLocalTime(date, time, inZone))).toBe(expected);
  });

  it('a day ends where the next one begins, with 23, 24 or 25 hours', () => {
    const hours = (date: string) =>
      (endOfDay(date, 'Europe/Berlin') - atLocalTime(date, '00:00', 'Europe/Berlin')) / 3_600_000;
    expect([hours('2026-03-29'), hours('2026-06-01'), hours('2026-10-25')]).toEqual([23, 24, 25]);
  });

  it('the last millisecond of a day is in it and its end is not', () => {
    fc.assert(
      fc.property(isoDate, zone, (date, inZone) => {
        const end = endOfDay(date, inZone);
        expect(localDate(end - 1, inZone)).toBe(date);
        expect(localDate(end, inZone)).toBe(addDays(date, 1));
      }),
    );
  });

  it('the wall clock reads what was asked for', () => {
    fc.assert(
      fc.property(
        isoDate,
        fc.integer({ min: 4, max: 23 }),
        fc.nat(59),
        zone,
        (date, hour, minute, inZone) => {
          const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
          const atMs = atLocalTime(date, time, inZone);
          expect(localDate(atMs, inZone)).toBe(date);
          expect(localSecondOfDay(atMs, inZone)).toBe(hour * 3600 + minute * 60);
        },
      ),
    );
  });

  it('a date depends on the zone', () => {
    const atMs = Date.parse('2026-11-01T16:30:00Z');
    expect(localDate(atMs, 'Asia/Shanghai')).toBe('2026-11-02');
    expect(localDate(atMs, 'America/New_York')).toBe('2026-11-01');
    expect(localSecondOfDay(atMs + 999, 'Asia/Shanghai')).toBe(1800);
    expect(formatInstant(atMs, 'Asia/Shanghai')).toBe('2026-11-02 00:30 Asia/Shanghai');
  });
});
