import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { linearSolver } from '../../../db/linear-solver.ts';
import { eligibleFor, relationshipOf } from '../../../domain/assignment/assign.ts';
import type { Collector, TaskFacts } from '../../../domain/assignment/facts.ts';
import { fairLoads } from '../../../domain/assignment/fair-loads.ts';
import type { SolveLinear } from '../../../domain/assignment/linear-program.ts';
import { misfit } from '../../../domain/assignment/preferences.ts';
import { shareOut, type ShareOut } from '../../../domain/assignment/share-out.ts';
import { NOW } from '../fixtures.ts';
import { collector, people, RULES, taskFacts, tasks } from './work.ts';

let solve: SolveLinear;
beforeAll(async () => {
  solve = await linearSolver();
});

const sharing = (work: readonly TaskFacts[], staff: readonly Collector[]) =>
  shareOut({ tasks: work, people: staff, rules: RULES, now: NOW }, solve);

/** What the preferences count, worked out task by task. */
function costOf(
  work: readonly TaskFacts[],
  staff: readonly Collector[],
  holders: readonly (number | null)[],
) {
  return work.reduce((sum, task, at) => {
    const person = staff[holders[at] ?? -1];
    if (!person) return sum;
    const knows = relationshipOf(task, eligibleFor(task, staff, RULES, NOW).eligible);
    const stranger = knows !== undefined && knows !== person.userId;
    return sum + misfit(task, person, RULES) + (stranger ? RULES.weights.relationship : 0);
  }, 0);
}

function loadsOf(staff: readonly Collector[], holders: readonly (number | null)[]): number[] {
  return staff.map(({ openTasks }, place) => openTasks + holders.filter((holder) => holder === place).length);
}

const squares = (loads: readonly number[]) => loads.reduce((sum, load) => sum + load * load, 0);

const holdersOf = ({ assignments }: ShareOut, staff: readonly Collector[]) =>
  assignments.map(({ collector: one }) => (one ? staff.indexOf(one) : null));

/** Of a sharing: how many are left, how urgent they are, unevenness, cost; the first that differs decides. */
type Merit = [left: number, urgent: string, uneven: number, cost: number];
const better = (one: Merit, other: Merit) => {
  const at = one.findIndex((value, n) => value !== other[n]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
};

function meritOf(work: readonly TaskFacts[], staff: readonly Collector[], holders: (number | null)[]): Merit {
  const byUrgency = work
    .map(({ dueAtMs, taskId }, at) => ({ dueAtMs, taskId, left: holders[at] === null ? '1' : '0' }))
    .sort((a, b) => a.dueAtMs - b.dueAtMs || (a.taskId < b.taskId ? -1 : 1));
  return [
    holders.filter((holder) => holder === null).length,
    byUrgency.map(({ left }) => left).join(''),
    squares(loadsOf(staff, holders)),
    costOf(work, staff, holders),
  ];
}

/** Every sharing that no rule forbids. */
function* everySharing(
  work: readonly TaskFacts[],
  staff: readonly Collector[],
  holders: (number | null)[] = [],
): Generator<(number | null)[]> {
  const task = work[holders.length];
  if (!task) {
    yield holders;
    return;
  }
  for (const person of eligibleFor(task, staff, RULES, NOW).eligible) {
    const place = staff.indexOf(person);
    const load = loadsOf(staff, holders)[place] ?? 0;
    if (load < (person.capacity ?? Infinity)) yield* everySharing(work, staff, [...holders, place]);
  }
  yield* everySharing(work, staff, [...holders, null]);
}

describe('a sharing', () => {
  test('is the best of all there are: most tasks, the most urgent, then the most even, then the cheapest', () => {
    fc.assert(
      fc.property(tasks(0, 5), people(1, 4), (work, staff) => {
        const found = meritOf(work, staff, holdersOf(sharing(work, staff), staff));
        for (const holders of everySharing(work, staff)) {
          const merit = meritOf(work, staff, holders);
          if (better(merit, found)) expect(found).toEqual(merit);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('cannot be made better by giving one task to another person, nor by an exchange of two', () => {
    fc.assert(
      fc.property(tasks(20, 60), people(3, 8), (work, staff) => {
        const shared = sharing(work, staff);
        const holders = holdersOf(shared, staff);
        const found = meritOf(work, staff, holders);
        expect(shared.cost).toBe(found[3]);
        expect(shared.loads).toEqual(loadsOf(staff, holders));
        const may = work.map((task) =>
          eligibleFor(task, staff, RULES, NOW).eligible.map((person) => staff.indexOf(person)),
        );
        const room = (changed: (number | null)[]) =>
          loadsOf(staff, changed).every((load, place) => {
            const { capacity, openTasks } = staff[place] as Collector;
            return load <= Math.max(openTasks, capacity ?? Infinity);
          });
        work.forEach((_, at) => {
          for (const place of may[at] ?? []) {
            const moved = holders.with(at, place);
            if (room(moved)) expect(better(meritOf(work, staff, moved), found)).toBe(false);
          }
          for (let other = 0; other < at; other += 1) {
            const [one, two] = [holders[at] ?? -1, holders[other] ?? -1];
            if (!may[at]?.includes(two) || !may[other]?.includes(one)) continue;
            const exchanged = holders.with(at, two).with(other, one);
            expect(better(meritOf(work, staff, exchanged), found)).toBe(false);
          }
        });
      }),
      { numRuns: 8 },
    );
  });

  test('breaks no rule, and gives nobody more than they take', () => {
    fc.assert(
      fc.property(tasks(0, 60), people(0, 8), (work, staff) => {
        const shared = sharing(work, staff);
        shared.assignments.forEach(({ collector: one }, at) => {
          const task = work[at] as TaskFacts;
          if (one) expect(eligibleFor(task, staff, RULES, NOW).eligible).toContain(one);
        });
        shared.loads.forEach((load, place) => {
          const { capacity, openTasks } = staff[place] as Collector;
          expect(load).toBeLessThanOrEqual(Math.max(openTasks, capacity ?? Infinity));
        });
      }),
    );
  });

  test('among people who may take everything differs by one task at most', () => {
    fc.assert(
      fc.property(tasks(1, 80), fc.integer({ min: 1, max: 9 }), (work, count) => {
        const staff = Array.from({ length: count }, (_, n) => collector(`p${n}`));
        const open = work.map((task) => ({ ...task, named: null, declinedBy: [] }));
        const { loads } = sharing(open, staff);
        expect(loads.reduce((sum, load) => sum + load, 0)).toBe(work.length);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('leaves with whoever knows the case what evenness allows', () => {
    const work = Array.from({ length: 6 }, (_, n) => taskFacts({ taskId: `t${n}`, known: ['ann'] }));
    const listed = { languages: ['zh'], tiers: ['low' as const] };
    const staff = [collector('ann', listed), collector('ben', listed)];
    const shared = sharing(work, staff);
    expect([shared.loads, shared.cost]).toEqual([[3, 3], 3 * RULES.weights.relationship]);
    const kept = work.map((task, n) => ({ ...task, known: [n < 3 ? 'ann' : 'ben'] }));
    expect(sharing(kept, staff).cost).toBe(0);
  });

  test('leaves out the least urgent when there is not room for all, and says why', () => {
    const work = [3, 1, 2].map((hours) =>
      taskFacts({ taskId: `t${hours}`, dueAtMs: NOW + hours * 3_600_000 }),
    );
    const shared = sharing(work, [collector('ann', { capacity: 2 }), collector('ben', { onLeave: true })]);
    expect(shared.assignments.map(({ collector: one }) => one?.userId ?? null)).toEqual([null, 'ann', 'ann']);
    expect(shared.assignments[0]?.why).toEqual({
      words: 'Nobody can take it: 1 on leave, 1 at capacity.',
      leftOut: [
        { rule: 'leave', people: 1 },
        { rule: 'capacity', people: 1 },
      ],
    });
    expect(shared.assignments[1]?.why.words).toBe(
      'ann: 2 tasks after sharing out evenly, the only one who may take it; left out: 1 on leave.',
    );
  });

  test('of nothing, or to nobody, is none', () => {
    expect(sharing([], [collector('ann')])).toEqual({ assignments: [], loads: [0], cost: 0 });
    expect(sharing([taskFacts()], []).assignments).toEqual([
      { collector: null, why: { words: 'Nobody works region east.', leftOut: [] } },
    ]);
  });
});

test('loads are even over everybody who can take over something from somebody', () => {
  const only = [0];
  const both = [0, 1];
  const { loads, placed } = fairLoads([both, only, only, both, only], [0, 0], [Infinity, Infinity]);
  expect([[...loads], placed.every(Boolean)]).toEqual([[3, 2], true]);
});
