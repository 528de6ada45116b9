import { describe, expect, test } from 'vitest';
import { availabilityOf, workableUntil } from '../../../domain/assignment/availability.ts';
import type { Leave, Shift } from '../../../domain/assignment/facts.ts';
import { readAuthority, readShifts } from '../../../domain/assignment/profile-texts.ts';
import { reasonToShare } from '../../../domain/assignment/reason-to-share.ts';
import { DAY_MS } from '../../../domain/calendar.ts';
import { beijing, NOW, ZONE } from '../fixtures.ts';
import { collector, RULES, taskFacts } from './work.ts';

// A Sunday.
const SUNDAY_NOON = beijing('2026-11-01', '12:00');
const WEEK = JSON.parse(readShifts('1-5 09:00-18:00')) as Shift[];

const at = (now: number, shifts: Shift[] = [], leaves: Leave[] = []) =>
  availabilityOf({ shifts, leaves, zone: ZONE }, now);

describe('somebody', () => {
  test.each<[string, number, Shift[], Leave[], boolean, number | null]>([
    ['without shifts works now', SUNDAY_NOON, [], [], false, SUNDAY_NOON],
    ['on a Sunday works from Monday on', SUNDAY_NOON, WEEK, [], false, beijing('2026-11-02', '09:00')],
    [
      'within a shift works now',
      beijing('2026-11-02', '17:59'),
      WEEK,
      [],
      false,
      beijing('2026-11-02', '17:59'),
    ],
    [
      'after it works the next day',
      beijing('2026-11-02', '18:00'),
      WEEK,
      [],
      false,
      beijing('2026-11-03', '09:00'),
    ],
    [
      ...(['on leave works when it is over', SUNDAY_NOON, []] as [string, number, Shift[]]),
      [{ from: '2026-10-30', until: '2026-11-02' }],
      ...([true, beijing('2026-11-03', '00:00')] as [boolean, number]),
    ],
    [
      ...(['whose leave begins tomorrow is there today', SUNDAY_NOON, []] as [string, number, Shift[]]),
      [{ from: '2026-11-02', until: '2026-11-02' }],
      ...([false, SUNDAY_NOON] as [boolean, number]),
    ],
    [
      ...(['away for long is not there', SUNDAY_NOON, WEEK] as [string, number, Shift[]]),
      [{ from: '2026-11-02', until: '2027-01-31' }],
      ...([false, null] as [boolean, null]),
    ],
  ])('%s', (_name, now, shifts, leaves, onLeave, worksFromMs) => {
    expect(at(now, shifts, leaves)).toEqual({ onLeave, worksFromMs });
  });

  test('has their day by the clock of the zone', () => {
    const leaves = [{ from: '2026-11-02', until: '2026-11-02' }];
    const early = beijing('2026-11-02', '06:00');
    expect(at(early, [], leaves).onLeave).toBe(true);
    expect(availabilityOf({ shifts: [], leaves, zone: 'UTC' }, early).onLeave).toBe(false);
  });
});

describe('a night', () => {
  // From Sunday evening until Monday morning.
  const nights = JSON.parse(readShifts('7 22:00-06:00')) as Shift[];
  const [sunday, monday] = ['2026-11-01', '2026-11-02'];
  const nextSunday = beijing('2026-11-08', '22:00');
  const away = (day: string): Leave[] => [{ from: day, until: day }];

  test.each<[string, number, Leave[], boolean, number | null]>([
    ['begins in the evening', beijing(sunday, '21:59'), [], false, beijing(sunday, '22:00')],
    ['goes on after midnight', beijing(monday, '00:00'), [], false, beijing(monday, '00:00')],
    ['lasts to its last minute', beijing(monday, '05:59'), [], false, beijing(monday, '05:59')],
    ['is over in the morning', beijing(monday, '06:00'), [], false, nextSunday],
    [
      'is not worked by whoever is on leave when it begins',
      beijing(monday, '01:00'),
      away(sunday),
      false,
      nextSunday,
    ],
    [
      'ends at midnight for whoever is on leave then',
      beijing(sunday, '23:00'),
      away(monday),
      false,
      beijing(sunday, '23:00'),
    ],
    ['... and not later', beijing(monday, '01:00'), away(monday), true, nextSunday],
  ])('%s', (_name, now, leaves, onLeave, worksFromMs) => {
    expect(at(now, nights, leaves)).toEqual({ onLeave, worksFromMs });
  });

  test('to 24:00 lasts until midnight, and a day can be whole', () => {
    const late = [{ weekday: 7, from: '18:00', to: '24:00' }];
    const lastMinute = beijing(sunday, '23:59');
    expect(at(lastMinute, late).worksFromMs).toBe(lastMinute);
    expect(at(beijing(monday, '00:00'), late).worksFromMs).toBe(beijing('2026-11-08', '18:00'));
    const whole = [{ weekday: 1, from: '00:00', to: '24:00' }];
    expect(at(lastMinute, whole).worksFromMs).toBe(beijing(monday, '00:00'));
  });

  test('is an hour shorter where clocks are put forward in it', () => {
    const zone = 'Europe/Berlin';
    const now = Date.parse('2026-03-29T03:59:00Z');
    expect(
      availabilityOf({ shifts: [{ weekday: 6, from: '22:00', to: '06:00' }], leaves: [], zone }, now),
    ).toEqual({
      ...{ onLeave: false, worksFromMs: now },
    });
    const over = Date.parse('2026-03-29T04:00:00Z');
    expect(
      availabilityOf({ shifts: [{ weekday: 6, from: '22:00', to: '06:00' }], leaves: [], zone }, over)
        .worksFromMs,
    ).toBe(Date.parse('2026-04-04T20:00:00Z'));
  });
});

test('a task can be worked until it is due, an overdue one for a day', () => {
  expect(workableUntil(NOW + 1, NOW)).toBe(NOW + 1);
  expect(workableUntil(NOW, NOW)).toBe(NOW + DAY_MS);
});

describe('profiles in files', () => {
  test('hours of several days, and limits by currency', () => {
    expect(JSON.parse(readShifts('1-2 09:00-12:00; 7 10:00-14:00'))).toEqual([
      { weekday: 1, from: '09:00', to: '12:00' },
      { weekday: 2, from: '09:00', to: '12:00' },
      { weekday: 7, from: '10:00', to: '14:00' },
    ]);
    expect(readAuthority('CNY 50000.00; JPY 8000')).toBe('{"CNY":5000000,"JPY":8000}');
    expect([readShifts(' '), readAuthority('')]).toEqual(['[]', 'null']);
    expect(JSON.parse(readShifts('7 22:00-06:00; 1 18:00-24:00'))).toEqual([
      { weekday: 7, from: '22:00', to: '06:00' },
      { weekday: 1, from: '18:00', to: '24:00' },
    ]);
  });

  test.each([
    '0 09:00-18:00',
    '5-1 09:00-18:00',
    '8 09:00-18:00',
    '1 09:00-09:00',
    '1 9:00-18:00',
    '1 24:00-06:00',
    '1 22:00-24:01',
    'x',
  ])('hours %s: refused', (text) => {
    expect(() => readShifts(text)).toThrow('is no working hours');
  });

  test.each(['CNY', 'CNY 1 2', 'CNY 1; CNY 2', 'yuan 5', 'CNY -1', 'CNY 1.234'])(
    'limits %s: refused',
    (text) => {
      expect(() => readAuthority(text)).toThrow();
    },
  );
});

describe('work is given out anew', () => {
  const held = (assignee: string | null, n = 0) => ({ ...taskFacts({ taskId: `t${n}` }), assignee });
  const reason = (tasks: ReturnType<typeof held>[], people = [collector('ann'), collector('ben')]) =>
    reasonToShare({ tasks, people, rules: RULES, now: NOW });

  test.each<[string, ReturnType<typeof held>[], string | null]>([
    ['not while loads are near each other', [held('ann', 1), held('ann', 2)], null],
    ['when loads are apart', [1, 2, 3].map((n) => held('ann', n)), 'Loads are 3 tasks apart.'],
    ['when somebody has left', [held('gone')], '1 tasks are with people who cannot take them now.'],
    ['when tasks wait that somebody may take', [held(null)], '1 tasks wait that somebody may take.'],
    ['not of nothing', [], null],
  ])('%s', (_name, tasks, words) => {
    expect(reason(tasks)).toBe(words);
  });

  test('not for what waits while everybody is full', () => {
    const full = [collector('ann', { capacity: 2 }), collector('ben', { capacity: 1, openTasks: 1 })];
    const tasks = [held('ann', 1), held('ann', 2), held(null, 3)];
    expect(reason(tasks, full)).toBeNull();
    expect(reason(tasks, [...full, collector('cid', { capacity: 1 })])).toBe(
      '1 tasks wait that somebody may take.',
    );
  });

  test('when whoever is full can hand on to somebody who is not', () => {
    const home = { ...held(null, 3), product: 'home' };
    const two = [collector('ann', { capacity: 1 }), collector('ben', { products: ['card'] })];
    expect(reason([held('ann', 1), home], two)).toBe('1 tasks wait that somebody may take.');
    const others = [collector('ann', { capacity: 1 }), collector('ben', { products: ['car'] })];
    expect(reason([held('ann', 1), home], others)).toBeNull();
  });

  test('when somebody is on leave, but not for what nobody can take', () => {
    const away = [collector('ann', { onLeave: true }), collector('ben')];
    expect(reason([held('ann')], away)).toBe('1 tasks are with people who cannot take them now.');
    expect(reason([held(null)], [collector('ann', { onLeave: true })])).toBeNull();
  });
});
