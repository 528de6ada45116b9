import { expect, test } from 'vitest';
import { withoutWhatStays } from '../../../domain/assignment/stays-put.ts';
import { DAY_MS } from '../../../domain/calendar.ts';
import { NOW } from '../fixtures.ts';
import { collector, RULES, taskFacts } from './work.ts';

const onMonday = { worksFromMs: NOW + 2 * DAY_MS };

test.each([
  ['stays while nobody is at work before it is due', onMonday, onMonday, {}, true],
  ['stays when it was overdue on Friday already', onMonday, onMonday, { dueAtMs: NOW - 1 }, true],
  ['is shared where somebody else is at work', onMonday, {}, {}, false],
  ['stays where whoever is at work may not take it', onMonday, { products: ['home'] }, {}, true],
  ['is shared when whoever has it is on leave', { ...onMonday, onLeave: true }, onMonday, {}, false],
  ['is shared when whoever has it is at work', {}, onMonday, {}, false],
  ['is shared when nobody has it', onMonday, onMonday, { assignee: null }, false],
  [
    'is shared when whoever has it does other work',
    { ...onMonday, role: 'supervisor' as const },
    onMonday,
    {},
    false,
  ],
])('a task %s', (_name, ann, ben, changes, stays) => {
  const people = [collector('ann', { openTasks: 1, ...ann }), collector('ben', ben)];
  const task = { ...taskFacts(), assignee: 'ann' as string | null, ...changes };
  const left = withoutWhatStays({ tasks: [task], people, rules: RULES, now: NOW });
  expect(left.tasks).toEqual(stays ? [] : [task]);
  expect(left.people.map(({ openTasks }) => openTasks)).toEqual([stays ? 2 : 1, 0]);
});
