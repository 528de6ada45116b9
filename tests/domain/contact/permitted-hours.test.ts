import { describe, expect, test } from 'vitest';
import { shippedPolicy } from '../../../domain/contact/gate-policy.ts';
import { hoursOfDate, isHourPermitted } from '../../../domain/contact/permitted-hours.ts';
import { atLocalTime } from '../../../domain/local-time.ts';

describe('the hours of a date', () => {
  test.each<[string, string, string, number, number[]]>([
    ['are as many as a day has', '2026-11-02', 'Asia/Shanghai', 24, []],
    ['lack the one that summer time leaves out', '2026-03-08', 'America/New_York', 23, [2]],
    ['are each there once when one is repeated', '2026-11-01', 'America/New_York', 24, []],
    ['lack midnight where summer time begins at it', '2026-04-24', 'Africa/Cairo', 23, [0]],
  ])('%s', (_name, date, zone, length, missing) => {
    const hours = hoursOfDate(date, zone);
    expect(hours).toHaveLength(length);
    expect(missing.filter((hour) => hours.some((one) => one.hour === hour))).toEqual([]);
    for (const { hour, fromMs } of hours) {
      expect(fromMs).toBe(atLocalTime(date, `${String(hour).padStart(2, '0')}:00`, zone));
    }
  });

  test('have the weekday of the date', () => {
    expect(hoursOfDate('2026-11-05', 'UTC')[9]).toEqual({
      ...{ weekday: 4, hour: 9, fromMs: Date.parse('2026-11-05T09:00:00Z') },
    });
  });
});

describe('an hour is permitted', () => {
  const asked = {
    policy: shippedPolicy('CN'),
    actorRole: 'first_party' as const,
    customerZone: 'Asia/Shanghai',
  };
  const from = (time: string) => atLocalTime('2026-11-02', time, 'Asia/Shanghai');

  // GB/T 45251: from eight in the morning to ten in the evening
  test.each([
    ['07:00', false],
    ['07:30', false],
    ['08:00', true],
    ['21:00', true],
    ['21:30', false],
    ['22:00', false],
  ])('from %s: %s', (time, expected) => {
    expect(isHourPermitted(asked, 'sms', from(time))).toBe(expected);
  });

  test('but for what the customer does not want, at the instant itself too', () => {
    const wishes = { inconvenientHours: [{ from: '18:20', to: '18:40' }] };
    expect(isHourPermitted({ ...asked, wishes }, 'sms', from('18:00'))).toBe(true);
    expect(isHourPermitted({ ...asked, wishes }, 'sms', from('18:00'), from('18:30'))).toBe(false);
    const late = { inconvenientHours: [{ from: '18:50', to: '20:00' }] };
    expect(isHourPermitted({ ...asked, wishes: late }, 'sms', from('18:00'))).toBe(false);
  });

  test('nowhere where no rules are known', () => {
    expect(isHourPermitted({ ...asked, policy: {} }, 'sms', from('12:00'))).toBe(false);
  });
});
