import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDay, isoDateOfDay, localDate, localSecondOfDay } from '../../../domain/calendar.ts';
import { zoneClock } from '../../../domain/contact/zone-clock.ts';

const ms = (text: string) => Date.parse(text);
const utc = (atMs: number) => new Date(atMs).toISOString();
const HOUR = 3_600_000;

it('reads the same as the calendar, in every kind of zone', () => {
  const zones = [
    'Asia/Shanghai',
    'America/New_York',
    'America/Havana',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Pacific/Apia',
    'Asia/Kathmandu',
    'UTC',
  ];
  const instant = fc.integer({ min: ms('1972-01-01') / 1000, max: ms('2099-12-31') / 1000 });
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, (zone, second) => {
      const clock = zoneClock(zone);
      expect(isoDateOfDay(clock.dayAt(second * 1000))).toBe(localDate(second * 1000, zone));
      expect(clock.timeAt(second * 1000)).toBe(localSecondOfDay(second * 1000, zone) * 1000);
    }),
    { numRuns: 300 },
  );
});

describe('the next opening of a daily window', () => {
  it.each([
    // Clocks go forward at 02:00: 02:30 does not exist, 03:00 is the first instant past it.
    ['America/New_York', '2026-03-08T06:59:00Z', 2.5, 5, '2026-03-08T07:00:00.000Z'],
    // Clocks go back at 02:00: 01:30 comes twice, and the second time counts when the first has passed.
    ['America/New_York', '2026-11-01T05:45:00Z', 1.25, 1.5, '2026-11-01T06:15:00.000Z'],
    ['America/New_York', '2026-11-01T04:45:00Z', 1.25, 1.5, '2026-11-01T05:15:00.000Z'],
    // Past midnight.
    ['Europe/Dublin', '2026-06-10T10:00:00Z', 22, 6, '2026-06-10T21:00:00.000Z'],
    ['Europe/Dublin', '2026-06-10T04:00:00Z', 22, 6, '2026-06-10T04:00:00.000Z'],
    ['Asia/Shanghai', '2026-06-10T14:00:00Z', 8, 22, '2026-06-11T00:00:00.000Z'],
  ])('in %s from %s, open %d to %d', (zone, from, open, close, expected) => {
    expect(utc(zoneClock(zone).nextWithin(ms(from), open * HOUR, close * HOUR))).toBe(expected);
  });
});

describe('the next day', () => {
  it.each([
    ['America/New_York', '2026-03-08T12:00:00Z', '2026-03-09T04:00:00.000Z'],
    // Clocks go back from 01:00 to 00:00: midnight comes twice, the day only once.
    ['America/Havana', '2026-11-01T04:30:00Z', '2026-11-02T05:00:00.000Z'],
    // Clocks go forward from 00:00 to 01:00: the day begins at one.
    ['Africa/Cairo', '2026-04-23T12:00:00Z', '2026-04-23T22:00:00.000Z'],
    // 30 December 2011 was left out.
    ['Pacific/Apia', '2011-12-29T20:00:00Z', '2011-12-30T10:00:00.000Z'],
  ])('in %s after %s is at %s', (zone, from, expected) => {
    const clock = zoneClock(zone);
    expect(utc(clock.nextDayChange(ms(from)))).toBe(expected);
    expect(clock.startOfDay(clock.dayAt(ms(from)) + 1, ms(from))).toBe(ms(expected));
  });

  it('when clocks go back over midnight is the old one again', () => {
    // Paraguay until 2024: at 00:00 the clocks went back to 23:00.
    const clock = zoneClock('America/Asuncion');
    const midnight = ms('2023-03-26T03:00:00Z');
    expect(isoDateOfDay(clock.dayAt(midnight - 1))).toBe('2023-03-25');
    expect(isoDateOfDay(clock.dayAt(midnight))).toBe('2023-03-25');
    expect(utc(clock.nextDayChange(midnight - HOUR))).toBe('2023-03-26T04:00:00.000Z');
  });

  it('of the year 9999 is only far away', () => {
    const from = ms('2026-06-10T00:00:00Z');
    expect(zoneClock('UTC').startOfDay(epochDay('9999-12-31'), from)).toBe(from + 100 * 24 * HOUR);
  });
});

it.each(['Mars/Olympus', '', 'Asia/', undefined as unknown as string])('%j is no zone', (zone) => {
  expect(() => zoneClock(zone)).toThrow(expect.objectContaining({ type: 'InvalidInput' }));
});
