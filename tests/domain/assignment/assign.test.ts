import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign } from '../../../domain/assignment/assign.ts';
import type { Collector, TaskFacts } from '../../../domain/assignment/facts.ts';
import { HARD_RULES, refusalOf } from '../../../domain/assignment/hard-rules.ts';
import {
  assignmentRulesSchema,
  BUILT_IN_ASSIGNMENT_RULES,
  OPTIONAL_RULES,
  type AssignmentRules,
} from '../../../domain/assignment/rules.ts';
import { DAY_MS } from '../../../domain/calendar.ts';
import { NOW } from '../fixtures.ts';
import { collector, people, RULES, taskFacts, tasks } from './work.ts';

const HOUR_MS = 3_600_000;
const legal: AssignmentRules = { ...RULES, skills: [{ skill: 'legal', must: true, tiers: ['high'] }] };

const to = (task: TaskFacts, staff: Collector[], rules = RULES) => assign(task, staff, rules, NOW);
const whoGets = (task: TaskFacts, staff: Collector[], rules = RULES) =>
  to(task, staff, rules).collector?.userId ?? null;

describe('a rule leaves somebody out', () => {
  test.each<[string, Partial<Collector>, Partial<TaskFacts>, AssignmentRules?]>([
    ['role', { role: 'supervisor' }, {}],
    ['team', { region: 'west' }, {}],
    ['team', { region: 'west', regions: ['north'] }, {}],
    ['declined', {}, { declinedBy: ['ann'] }],
    ['leave', { onLeave: true }, {}],
    ['shift', { worksFromMs: NOW + DAY_MS + 1 }, {}],
    ['shift', { worksFromMs: null }, {}],
    ['shift', { worksFromMs: NOW + DAY_MS + 1 }, { dueAtMs: NOW - HOUR_MS }],
    ['language', { languages: ['en', 'fr'] }, {}],
    ['product', { products: ['home'] }, {}],
    ['tier', { tiers: ['high'] }, {}],
    ['skill', { skills: ['hardship'] }, { tier: 'high' }, legal],
    ['authority', { authorityMinor: { CNY: 49_999 } }, {}],
    ['authority', { authorityMinor: { USD: 10_000_000 } }, {}],
    ['capacity', { capacity: 3, openTasks: 3 }, {}],
    ['capacity', { capacity: 0 }, {}],
  ])('%s: %j of %j', (rule, person, task, rules = RULES) => {
    const refused = refusalOf(taskFacts(task), collector('ann', person), rules, NOW);
    expect(refused?.rule).toBe(rule);
  });

  test.each<[string, Partial<Collector>, Partial<TaskFacts>, AssignmentRules?]>([
    ['of another team that works the region too', { region: 'west', regions: ['east'] }, {}],
    ['who is there just before it is due', { worksFromMs: NOW + DAY_MS }, {}],
    ['who is there within a day of what is overdue', { worksFromMs: NOW + DAY_MS }, { dueAtMs: NOW - 1 }],
    ['who speaks it as in another country', { languages: ['en', 'zh-TW'] }, {}],
    ['whose authority is just enough', { authorityMinor: { CNY: 50_000 } }, {}],
    ['who has room for one more', { capacity: 4, openTasks: 3 }, {}],
    ['without a skill that this task does not take', {}, { tier: 'low' }, legal],
  ])('but nobody %s: %j of %j', (_name, person, task, rules = RULES) => {
    expect(refusalOf(taskFacts(task), collector('ann', person), rules, NOW)).toBeUndefined();
  });

  test.each(OPTIONAL_RULES)('not by %s where the bank has switched it off', (rule) => {
    const unfit = collector('ann', {
      ...{ worksFromMs: null, languages: ['fr'], products: ['home'], tiers: ['high'] },
      authorityMinor: { CNY: 1 },
    });
    const without = (inForce: AssignmentRules['inForce']) => ({ ...legal, inForce, skills: [SKILL] });
    expect(refusalOf(taskFacts(), unfit, without([rule]), NOW)?.rule).toBe(rule);
    expect(refusalOf(taskFacts(), unfit, without([]), NOW)).toBeUndefined();
  });
  const SKILL = { skill: 'legal', must: true };
});

describe('among those who may take it', () => {
  test.each<[string, Partial<Collector>, Partial<TaskFacts>]>([
    ['who knows the case', {}, { known: ['gone', 'ann'] }],
    ['who lists the language', { languages: ['zh'] }, {}],
    ['who lists the risk tier', { tiers: ['low'] }, {}],
    ['who has fewer tasks', { openTasks: 1 }, {}],
  ])('%s comes first', (_name, person, task) => {
    const ann = collector('ann', { turn: 9, openTasks: 2, ...person });
    expect(whoGets(taskFacts(task), [collector('ben', { openTasks: 2 }), ann])).toBe('ann');
  });

  test('a skill that is of use, but no must, decides too', () => {
    const rules = { ...RULES, skills: [{ skill: 'legal', must: false }] };
    const staff = [collector('ben'), collector('ann', { turn: 1, skills: ['legal'] })];
    expect(whoGets(taskFacts(), staff, rules)).toBe('ann');
    expect(whoGets(taskFacts(), staff)).toBe('ben');
  });

  test('the relationship is worth ten tasks, and no more', () => {
    const ann = (openTasks: number) => [collector('ann', { openTasks, turn: 1 }), collector('ben')];
    expect(whoGets(taskFacts({ known: ['ann'] }), ann(9))).toBe('ann');
    expect(whoGets(taskFacts({ known: ['ann'] }), ann(11))).toBe('ben');
  });

  test('of equals whoever has waited longest', () => {
    const staff = [
      collector('ann', { turn: 5 }),
      collector('cleo', { turn: 3 }),
      collector('ben', { turn: 3 }),
    ];
    expect(whoGets(taskFacts(), staff)).toBe('ben');
  });
});

describe('whom a supervisor has named', () => {
  const named = taskFacts({ named: 'ann' });

  test('has it though another team, language and amount would be fitting', () => {
    const ann = collector('ann', { region: 'west', languages: ['fr'], authorityMinor: {}, openTasks: 40 });
    expect(to(named, [collector('ben'), ann])).toMatchObject({
      collector: { userId: 'ann' },
      why: { words: 'ann: a supervisor has given them the case.' },
    });
  });

  test.each<[string, Partial<Collector>]>([
    ['on leave', { onLeave: true }],
    ['at capacity', { capacity: 1, openTasks: 1 }],
    ['of another role', { role: 'manager' }],
  ])('does not when %s', (_name, person) => {
    expect(whoGets(named, [collector('ann', person), collector('ben')])).toBe('ben');
  });
});

describe('why', () => {
  test('me: what speaks for them, what they have, and who was left out by what', () => {
    const staff = [
      collector('ann', { languages: ['zh-CN'], openTasks: 1 }),
      collector('ben'),
      collector('cleo', { onLeave: true }),
      collector('dan', { capacity: 0 }),
      collector('eve', { capacity: 0 }),
    ];
    expect(to(taskFacts({ known: ['ann'] }), staff).why).toEqual({
      words:
        'ann: knows the case, speaks zh-CN; 1 open task, of 2 who may take it; left out: 1 on leave, 2 at capacity.',
      leftOut: [
        { rule: 'leave', people: 1 },
        { rule: 'capacity', people: 2 },
      ],
    });
  });

  test('nobody: which rule has left out how many', () => {
    const staff = [collector('ann', { onLeave: true }), collector('ben', { products: ['home'] })];
    expect(to(taskFacts(), staff)).toMatchObject({
      collector: null,
      why: { words: 'Nobody can take it: 1 on leave, 1 without the product.' },
    });
    expect(to(taskFacts({ region: 'north' }), []).why.words).toBe('Nobody works region north.');
  });

  test('everybody is counted once, and whoever gets it was left out by no rule', () => {
    fc.assert(
      fc.property(tasks(1, 1), people(0, 6), ([task], staff) => {
        const { collector: chosen, why } = assign(task as TaskFacts, staff, RULES, NOW);
        const refused = staff.filter((person) => refusalOf(task as TaskFacts, person, RULES, NOW));
        expect(why.leftOut.reduce((sum, one) => sum + one.people, 0)).toBe(refused.length);
        expect(chosen === null).toBe(refused.length === staff.length);
        if (chosen) expect(refused).not.toContain(chosen);
      }),
    );
  });
});

describe('rules as data', () => {
  test('those that ship are good', () => {
    expect(assignmentRulesSchema.parse(BUILT_IN_ASSIGNMENT_RULES)).toEqual(BUILT_IN_ASSIGNMENT_RULES);
    expect(new Set(HARD_RULES.map(({ rule }) => rule)).size).toBe(HARD_RULES.length);
  });

  test.each([
    { inForce: ['role'] },
    { inForce: ['shift', 'shift'] },
    { weights: { ...RULES.weights, workload: -1 } },
    { weights: { ...RULES.weights, luck: 1 } },
    { skills: [{ skill: 'legal' }] },
    { shareOutWhenApart: 0 },
  ])('%j is refused', (change) => {
    expect(assignmentRulesSchema.safeParse({ ...RULES, ...change }).success).toBe(false);
  });
});
