import process from 'node:process';
import { linearSolver } from '../../db/linear-solver.ts';
import { assign } from '../../domain/assignment/assign.ts';
import type { Collector, TaskFacts } from '../../domain/assignment/facts.ts';
import { misfit } from '../../domain/assignment/preferences.ts';
import { BUILT_IN_ASSIGNMENT_RULES, type AssignmentRules } from '../../domain/assignment/rules.ts';
import { shareOut } from '../../domain/assignment/share-out.ts';
import { DAY_MS } from '../../domain/calendar.ts';
import { random } from '../../domain/portfolio/random.ts';
import { TIERS } from '../../domain/strategy/schema.ts';
import { median, rounded } from './figures.ts';

const TASKS = 10_000;
const COLLECTORS = 100;
const ROUNDS = 5;
const BUDGET_MS = 2_000;
const NOW = Date.UTC(2026, 10, 2, 1);

const LANGUAGES = ['zh-CN', 'en-US', 'yue-HK'] as const;
const PRODUCTS = ['credit_card', 'consumer', 'auto', 'mortgage'] as const;
const LIMITS_MINOR = [2_000_000, 5_000_000, 20_000_000] as const;

const rules: AssignmentRules = {
  ...BUILT_IN_ASSIGNMENT_RULES,
  skills: [
    { skill: 'hardship', must: true, vulnerable: true },
    { skill: 'legal', must: false, tiers: ['high'] },
  ],
};

/**
 * `bench assignment`: 10,000 tasks of one region to 100 collectors at once, by processor time, with all rules in force and most
 * cases known to somebody. `ms` is of people whose languages, skills and capacities leave room for equal loads; `specialists`
 * of people who mostly work some products, tiers and amounts only, where the rules do not. Beside each `assign` task by task,
 * the most urgent first, as tasks are given when they are opened: its loads, and what the same preferences count against it.
 * The solver is loaded before the first round.
 */
export async function benchAssignment({ onProgress }: { onProgress: (step: string) => void }) {
  const tasks = madeUpTasks();
  const solve = await linearSolver();
  const specialists = madeUpPeople();
  const generalists = specialists.map((one) => ({ ...one, products: [], tiers: [], authorityMinor: null }));
  const measured = (people: readonly Collector[]) => {
    const rounds = Array.from({ length: ROUNDS + 1 }, () => {
      const began = process.cpuUsage();
      const shared = shareOut({ tasks, people, rules, now: NOW }, solve);
      return { ms: msSince(began), shared };
      // The compiler settles in the first.
    }).slice(1);
    const { assignments, loads, cost } = rounds[0]!.shared;
    return {
      ms: rounded(median(rounds.map((round) => round.ms)), 0),
      rounds: rounds.map((round) => rounded(round.ms, 0)),
      ...{ largestLoad: Math.max(...loads), smallestLoad: Math.min(...loads) },
      unassigned: assignments.filter(({ collector }) => collector === null).length,
      cost,
      oneByOne: oneByOne(tasks, people),
    };
  };
  onProgress(`${ROUNDS + 1} rounds of ${TASKS} tasks to ${COLLECTORS} collectors, and one by one`);
  const open = measured(generalists);
  onProgress('The same to specialists');
  const narrow = measured(specialists);
  return {
    ...{ bench: 'assignment', tasks: TASKS, collectors: COLLECTORS, ...open, specialists: narrow },
    budget: { ms: BUDGET_MS },
    met: Math.max(open.ms, narrow.ms) < BUDGET_MS,
  };
}

function oneByOne(tasks: readonly TaskFacts[], people: readonly Collector[]) {
  const staff = people.map((person) => ({ ...person }));
  const began = process.cpuUsage();
  let [cost, turn, unassigned] = [0, staff.length, 0];
  for (const task of tasks.toSorted((a, b) => a.dueAtMs - b.dueAtMs)) {
    const { collector } = assign(task, staff, rules, NOW);
    const chosen = staff.find((person) => person === collector);
    if (!chosen) {
      unassigned += 1;
      continue;
    }
    chosen.openTasks += 1;
    chosen.turn = turn += 1;
    cost += misfit(task, chosen, rules);
    if (task.known[0] !== chosen.userId) cost += rules.weights.relationship;
  }
  const loads = staff.map(({ openTasks }) => openTasks);
  const [largestLoad, smallestLoad] = [Math.max(...loads), Math.min(...loads)];
  return { ms: rounded(msSince(began), 0), largestLoad, smallestLoad, unassigned, cost };
}

/** Processor time, so that others on the machine do not count. */
function msSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** All speak Mandarin; most work some products and tiers only, up to some amount. */
function madeUpPeople(): Collector[] {
  const { pick, chance } = random('bench-assignment-people');
  return Array.from({ length: COLLECTORS }, (_, n) => {
    const limit = pick([...LIMITS_MINOR, null]);
    return {
      ...{ userId: `c${n}`, teamId: 'team-east', role: 'collector' as const, region: 'east', regions: [] },
      languages: LANGUAGES.filter((_language, at) => at === 0 || chance(0.4)),
      skills: ['hardship', 'legal'].filter(() => chance(0.5)),
      products: chance(0.3) ? [] : PRODUCTS.filter(() => chance(0.7)),
      tiers: chance(0.5) ? [] : TIERS.filter(() => chance(0.7)),
      authorityMinor: limit === null ? null : { CNY: limit },
      ...{ shifts: [], capacity: chance(0.2) ? 120 : null, openTasks: 0, turn: n },
      ...{ onLeave: false, worksFromMs: chance(0.9) ? NOW : NOW + DAY_MS / 2 },
    };
  });
}

function madeUpTasks(): TaskFacts[] {
  const { pick, int, chance } = random('bench-assignment-tasks');
  return Array.from({ length: TASKS }, (_, n) => ({
    ...{ taskId: `t${n}`, kind: 'call', role: 'collector' as const, region: 'east', currency: 'CNY' },
    language: chance(0.8) ? LANGUAGES[0] : pick(LANGUAGES),
    ...{ product: pick(PRODUCTS), tier: pick(TIERS), vulnerable: chance(0.1) },
    amountMinor: int(10, 3_000) * 10_000,
    dueAtMs: NOW + int(1, 72) * 3_600_000,
    ...{ declinedBy: chance(0.02) ? [`c${int(0, COLLECTORS - 1)}`] : [], named: null },
    known: chance(0.7) ? [`c${int(0, COLLECTORS - 1)}`] : [],
  }));
}
