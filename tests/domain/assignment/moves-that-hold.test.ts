import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Collector } from '../../../domain/assignment/facts.ts';
import { movesThatHold } from '../../../domain/assignment/moves-that-hold.ts';
import type { TaskMove } from '../../../domain/assignment/plan-share-out.ts';
import { NOW } from '../fixtures.ts';
import { collector, RULES, taskFacts } from './work.ts';

const why = { words: 'w', leftOut: [] };
const move = (taskId: string, from: string | null, to: string | null): TaskMove => ({
  taskId,
  from,
  to,
  why,
});
const task = (taskId: string, assignee: string | null, changes = {}) => ({
  ...taskFacts({ taskId, ...changes }),
  assignee,
});
const holding = (moves: TaskMove[], tasks: ReturnType<typeof task>[], people: Collector[]) =>
  movesThatHold(moves, { tasks, people, rules: RULES, now: NOW }).map(({ taskId }) => taskId);

describe('a move that was worked out a while ago', () => {
  const toBen = move('t1', 'ann', 'ben');
  const ann = collector('ann', { openTasks: 1 });

  test.each([
    ['holds while nothing has changed', task('t1', 'ann'), collector('ben'), true],
    ['does not when the task is done, or begun with', task('t2', 'ann'), collector('ben'), false],
    ['does not when somebody else has it', task('t1', 'cid'), collector('ben'), false],
    ['does not when it was taken back to the queue', task('t1', null), collector('ben'), false],
    [
      'does not when it was given back by whoever is to get it',
      task('t1', 'ann', { declinedBy: ['ben'] }),
      collector('ben'),
      false,
    ],
    [
      'does not when whoever is to get it is on leave',
      task('t1', 'ann'),
      collector('ben', { onLeave: true }),
      false,
    ],
    [
      'does not when they have got other tasks',
      task('t1', 'ann'),
      collector('ben', { capacity: 1, openTasks: 1 }),
      false,
    ],
    ['does not when they have left', task('t1', 'ann'), collector('zoe'), false],
    [
      'does not when the case was given to somebody who can take it',
      task('t1', 'ann', { named: 'ann' }),
      collector('ben'),
      false,
    ],
    [
      'holds when it was given to somebody who is not there',
      task('t1', 'ann', { named: 'cid' }),
      collector('ben'),
      true,
    ],
  ])('%s', (_name, now, ben, holds) => {
    expect(holding([toBen], [now], [ann, ben, collector('cid', { onLeave: true })])).toEqual(
      holds ? ['t1'] : [],
    );
  });

  test('to the queue does not when whoever has it can keep it', () => {
    const toQueue = [move('t1', 'ann', null)];
    expect(
      holding(toQueue, [task('t1', 'ann')], [collector('ann', { openTasks: 1, onLeave: true })]),
    ).toEqual(['t1']);
    expect(holding(toQueue, [task('t1', 'ann')], [ann])).toEqual([]);
  });
});

describe('an exchange between two who are full', () => {
  const exchange = [move('t1', 'ann', 'ben'), move('t2', 'ben', 'ann')];
  const full = { capacity: 1, openTasks: 1 };
  const both = [collector('ann', full), collector('ben', full)];

  test('holds', () => {
    expect(holding(exchange, [task('t1', 'ann'), task('t2', 'ben')], both)).toEqual(['t1', 't2']);
  });

  test('does not by half: what stays takes up the room of the other', () => {
    const tasks = [task('t1', 'ann'), task('t2', 'ben', { declinedBy: ['ann'] })];
    expect(holding(exchange, tasks, both)).toEqual([]);
  });
});

const people = fc
  .array(
    fc.record({ capacity: fc.option(fc.integer({ min: 0, max: 3 })), extra: fc.integer({ min: 0, max: 2 }) }),
    {
      ...{ minLength: 2, maxLength: 4 },
    },
  )
  .map((all) => all.map(({ capacity, extra }, n) => ({ person: collector(`p${n}`, { capacity }), extra })));
const who = fc.constantFrom('p0', 'p1', 'p2', 'p3', null);
const moves = fc.array(fc.record({ from: who, planned: who, to: who }), { maxLength: 12 });

test('nobody gets anything beyond their capacity, whatever has happened meanwhile', () => {
  fc.assert(
    fc.property(people, moves, (staff, all) => {
      const tasks = all.map(({ from }, n) => task(`t${n}`, from));
      const loads = new Map(staff.map(({ person, extra }) => [person.userId, extra]));
      for (const { from } of all)
        if (from !== null && loads.has(from)) loads.set(from, (loads.get(from) ?? 0) + 1);
      const now = staff.map(({ person }) => ({ ...person, openTasks: loads.get(person.userId) ?? 0 }));
      const planned = all.map(({ planned: from, to }, n) => move(`t${n}`, from, to));
      const held = movesThatHold(planned, { tasks, people: now, rules: RULES, now: NOW });
      const got = new Set<string>();
      for (const { from, to } of held) {
        if (from !== null) loads.set(from, (loads.get(from) ?? 0) - 1);
        if (to !== null) loads.set(to, (loads.get(to) ?? 0) + 1);
        if (to !== null && to !== from) got.add(to);
      }
      for (const { person } of staff) {
        if (!got.has(person.userId)) continue;
        expect(loads.get(person.userId)).toBeLessThanOrEqual(person.capacity ?? Infinity);
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});
