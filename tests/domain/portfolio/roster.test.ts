import { expect, test } from 'vitest';
import { assign } from '../../../domain/assignment/assign.ts';
import type { Collector, TaskFacts } from '../../../domain/assignment/facts.ts';
import { BUILT_IN_ASSIGNMENT_RULES } from '../../../domain/assignment/rules.ts';
import { REGIONS } from '../../../domain/portfolio/people.ts';
import { PRODUCTS } from '../../../domain/portfolio/products.ts';
import { rosterOf } from '../../../domain/portfolio/roster.ts';
import { TIERS } from '../../../domain/strategy/schema.ts';

const NOW = Date.parse('2026-11-03T12:00:00+08:00');
const customers = REGIONS.map((region) => ({ region }));
const roster = rosterOf({ customers: customers as never });

test('there are three collectors and a supervisor for each region, and one manager', () => {
  const count = (role: string) => roster.users.filter((user) => user.role === role).length;
  expect(roster.teams.map(({ region }) => region)).toEqual([...REGIONS].sort());
  expect([count('collector'), count('supervisor'), count('manager')]).toEqual([15, 5, 1]);
});

test('whatever a call is about, somebody may make it, and it is not always the same who may', () => {
  const mayTake = PRODUCTS.flatMap(({ product }) =>
    TIERS.flatMap((tier) =>
      ['zh-CN', 'en'].flatMap((language) =>
        [100_000, 20_000_000, 90_000_000].map((amountMinor) =>
          takers({ product, tier, language, amountMinor }),
        ),
      ),
    ),
  );
  expect(Math.min(...mayTake)).toBeGreaterThanOrEqual(1);
  expect(new Set(mayTake)).toEqual(new Set([1, 2, 3]));
});

/** @returns how many collectors of the region may make such a call */
function takers(about: Pick<TaskFacts, 'product' | 'tier' | 'language' | 'amountMinor'>): number {
  const task: TaskFacts = {
    ...{ taskId: 'T', kind: 'call', role: 'collector', region: 'north', vulnerable: false, currency: 'CNY' },
    ...{ dueAtMs: NOW + 86_400_000, declinedBy: [], named: null, known: [], ...about },
  };
  const people = roster.users.map((user): Collector => ({
    ...{ regions: [], languages: [], skills: [], products: [], tiers: [], authorityMinor: null },
    ...{ shifts: [], capacity: null, openTasks: 0, turn: 0, onLeave: false, worksFromMs: NOW },
    ...user,
    region: roster.teams.find(({ teamId }) => teamId === user.teamId)?.region ?? '',
  }));
  return people.filter((person) => assign(task, [person], BUILT_IN_ASSIGNMENT_RULES, NOW).collector !== null)
    .length;
}
