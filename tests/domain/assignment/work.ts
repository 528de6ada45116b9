import fc from 'fast-check';
import type { Collector, TaskFacts } from '../../../domain/assignment/facts.ts';
import { BUILT_IN_ASSIGNMENT_RULES, type AssignmentRules } from '../../../domain/assignment/rules.ts';
import { DAY_MS } from '../../../domain/calendar.ts';
import { NOW } from '../fixtures.ts';

/** Tasks and people for tests of assignment. */

export const RULES: AssignmentRules = BUILT_IN_ASSIGNMENT_RULES;

export function taskFacts(changes: Partial<TaskFacts> = {}): TaskFacts {
  return {
    ...{ taskId: 't1', kind: 'call', role: 'collector', region: 'east', product: 'card', tier: 'low' },
    ...{ language: 'zh-CN', vulnerable: false, currency: 'CNY', amountMinor: 50_000 },
    ...{ dueAtMs: NOW + DAY_MS, declinedBy: [], named: null, known: [] },
    ...changes,
  };
}

export function collector(userId: string, changes: Partial<Collector> = {}): Collector {
  return {
    ...{ userId, teamId: 'team-east', role: 'collector', region: 'east', openTasks: 0, turn: 0 },
    ...{ regions: [], languages: [], skills: [], products: [], tiers: [], authorityMinor: null },
    ...{ shifts: [], capacity: null, onLeave: false, worksFromMs: NOW },
    ...changes,
  };
}

const some = <T>(values: readonly T[]) => fc.subarray([...values]);

export const people = (least: number, most: number) =>
  fc
    .array(
      fc.record({
        languages: some(['zh-CN', 'en']),
        products: some(['card', 'home']),
        tiers: some(['low', 'high'] as const),
        capacity: fc.option(fc.integer({ min: 0, max: 4 })),
        openTasks: fc.integer({ min: 0, max: 3 }),
        onLeave: fc.constantFrom(false, false, false, true),
        authorityMinor: fc.constantFrom(null, null, { CNY: 40_000 }, { CNY: 80_000 }),
      }),
      { minLength: least, maxLength: most },
    )
    .map((all) => all.map((one, n) => collector(`p${n}`, one)));

export const tasks = (least: number, most: number) =>
  fc
    .array(
      fc.record({
        language: fc.constantFrom('zh-CN', 'en-US'),
        product: fc.constantFrom('card', 'home'),
        tier: fc.constantFrom('low' as const, 'high' as const),
        amountMinor: fc.constantFrom(30_000, 60_000),
        dueAtMs: fc.integer({ min: NOW, max: NOW + 3 * DAY_MS }),
        known: some(['p0', 'p1', 'p2']),
        declinedBy: fc.constantFrom<string[]>([], [], ['p0'], ['p1']),
        named: fc.constantFrom(null, null, null, 'p1'),
      }),
      { minLength: least, maxLength: most },
    )
    .map((all) => all.map((one, n) => taskFacts({ taskId: `t${n}`, ...one })));
