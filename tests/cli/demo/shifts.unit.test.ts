import { expect, test } from 'vitest';
import { workerOf, worksFromOf } from '../../../cli/demo/shifts.ts';
import { TaskWatch } from '../../../cli/demo/task-watch.ts';
import { rosterOf } from '../../../domain/portfolio/roster.ts';
import { beijing } from '../../domain/fixtures.ts';

const worksFrom = worksFromOf(rosterOf({ customers: [{ region: 'east' }] as never }));

test.each([
  ['in the middle of a shift at once', 'collector-an-east', '2026-11-02T12:00', '2026-11-02T12:00'],
  ['in the evening the next morning', 'collector-an-east', '2026-11-02T19:00', '2026-11-03T08:30'],
  ['on a day off on the next day of work', 'collector-lu-east', '2026-11-02T12:00', '2026-11-03T10:00'],
  ['without hours at once', 'supervisor-east', '2026-11-02T23:00', '2026-11-02T23:00'],
  ['unknown at once', 'core-banking', '2026-11-02T23:00', '2026-11-02T23:00'],
])('somebody works %s', (_name, userId, at, from) => {
  const instant = (text: string) => beijing(text.slice(0, 10), text.slice(11));
  expect(worksFrom(userId, instant(at))).toBe(instant(from));
});

test('of a task that is to be done it is whoever has it by then, of a call whoever means to make it', () => {
  const watch = new TaskWatch();
  const finish = { do: 'finish', taskId: 't', why: 'found' } as const;
  expect(workerOf(finish, watch)).toBeUndefined();
  watch.see({ task: 'find-address', taskId: 't', assignee: 'ann' }, 1);
  expect(workerOf(finish, watch)).toBe('ann');
  watch.see({ task: 'find-address', taskId: 't', assignee: 'ben' }, 2);
  expect(workerOf(finish, watch)).toBe('ben');
  expect(workerOf({ do: 'call', taskId: 't', by: 'ann', script: 's' }, watch)).toBe('ann');
  expect(workerOf({ do: 'pay', share: 1, of: 'arrears' }, watch)).toBeUndefined();
});
