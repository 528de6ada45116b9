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
  });

  test.each([
    '0 09:00-18:00',
    '5-1 09:00-18:00',
    '8 09:00-18:00',
    '1 18:00-09:00',
    '1 9:00-18:00',
    '1 24:00-25:00',
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

  test('when somebody is on leave, but not for what nobody can take', () => {
    const away = [collector('ann', { onLeave: true }), collector('ben')];
    expect(reason([held('ann')], away)).toBe('1 tasks are with people who cannot take them now.');
    expect(reason([held(null)], [collector('ann', { onLeave: true })])).toBeNull();
  });
});
