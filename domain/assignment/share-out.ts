import { relationshipOf, whyOf, type Assignment, type Eligible } from './assign.ts';
import { fairLoads } from './fair-loads.ts';
import type { Collector, TaskFacts } from './facts.ts';
import { ProgramBuilder, type SolveLinear } from './linear-program.ts';
import type { AssignmentRules } from './rules.ts';
import { classesOf, type TaskClass } from './task-classes.ts';

export interface ShareOutInput {
  tasks: readonly TaskFacts[];
  /** `openTasks`: those that stay theirs */
  people: readonly Collector[];
  rules: AssignmentRules;
  /** epoch milliseconds */
  now: number;
}

export interface ShareOut {
  /** in the order of the tasks */
  assignments: Assignment[];
  /** of each person with what stays theirs, in the order of the people */
  loads: number[];
  /** what the preferences count against this sharing, but for the workload */
  cost: number;
}

/**
 * Gives out many tasks at once: to nobody whom a rule leaves out nor beyond their capacity; as many as possible, the most
 * urgent first; then as evenly as the rules allow; and of all sharings that are so, one that costs least by the preferences.
 *
 * @param solve of a linear program whose vertices are whole numbers
 */
export function shareOut(input: ShareOutInput, solve: SolveLinear): ShareOut {
  const { tasks, people, rules, now } = input;
  const { classes, eligible, relationships, seconds } = classesOf(tasks, people, rules, now);
  const even = evenly(input, classes);
  const holders = new Int32Array(tasks.length).fill(-1);
  const { loads, cost } = share({ classes, relationships, seconds, people, rules, ...even }, solve, holders);
  const assignments = tasks.map((task, at): Assignment => {
    const may = eligible[at] as Eligible;
    const place = holders[at] as number;
    const collector = people[place] ?? null;
    const relationship = relationshipOf(task, may.eligible);
    const load = collector ? `${loads[place]} tasks after sharing out evenly` : undefined;
    const why = whyOf(task, collector, { ...(collector ? may : fullUp(may)), relationship, rules, load });
    return { collector, why };
  });
  return { assignments, loads, cost };
}

/** @returns how many of the tasks sharing out gives to somebody: as many as the rules and capacities allow */
export function mostGiven(input: ShareOutInput): number {
  const { classes } = classesOf(input.tasks, input.people, input.rules, input.now);
  return evenly(input, classes).gets.reduce((sum, count) => sum + count, 0);
}

/** Those who might have taken a task, and got as many others as they take. */
function fullUp({ eligible, leftOut }: Eligible): Eligible {
  if (eligible.length === 0) return { eligible, leftOut };
  const before = leftOut.find(({ rule }) => rule === 'capacity')?.people ?? 0;
  const others = leftOut.filter(({ rule }) => rule !== 'capacity');
  return { eligible: [], leftOut: [...others, { rule: 'capacity', people: before + eligible.length }] };
}

/** How many tasks everybody gets; tasks that nobody has room for leave their class. */
function evenly({ tasks, people }: ShareOutInput, classes: readonly TaskClass[]) {
  const groups = new Map<string, readonly number[]>();
  const eligible: (readonly number[])[] = new Array<readonly number[]>(tasks.length);
  const order: number[] = [];
  for (const one of classes) {
    const key = one.eligible.join();
    const shared = groups.get(key) ?? one.eligible;
    groups.set(key, shared);
    for (const at of one.tasks) {
      eligible[at] = shared;
      order.push(at);
    }
  }
  order.sort((a, b) => urgency(tasks[a] as TaskFacts, tasks[b] as TaskFacts));
  const before = people.map(({ openTasks }) => openTasks);
  const fair = fairLoads(
    order.map((at) => eligible[at] as readonly number[]),
    before,
    people.map(({ capacity }) => capacity ?? Infinity),
  );
  const lost = new Set(order.filter((_, place) => !fair.placed[place]));
  for (const one of classes) one.tasks = one.tasks.filter((at) => !lost.has(at));
  const loads = [...fair.loads];
  return { loads, gets: loads.map((load, place) => load - (before[place] as number)) };
}

function urgency(one: TaskFacts, other: TaskFacts): number {
  return one.dueAtMs - other.dueAtMs || (one.taskId < other.taskId ? -1 : 1);
}

interface Shares {
  classes: readonly TaskClass[];
  relationships: Int32Array;
  seconds: Int32Array;
  /** as even as possible */
  loads: readonly number[];
  gets: readonly number[];
  people: readonly Collector[];
  rules: AssignmentRules;
}

/** Writes the place of whoever gets each task. */
function share(shares: Shares, solve: SolveLinear, holders: Int32Array): { loads: number[]; cost: number } {
  const { people, relationships, seconds, rules } = shares;
  const classes = shares.classes.filter(({ tasks }) => tasks.length > 0);
  const loads = people.map(({ openTasks }) => openTasks);
  if (classes.length === 0) return { loads, cost: 0 };
  const { program, columns } = programOf({ ...shares, classes });
  const values = solve(program);
  const given = new Map(classes.map((of) => [of, new Map<number, number>()]));
  let cost = 0;
  for (const { of, place, column } of columns) {
    const count = wholeNumber(values[column] as number);
    if (count === 0) continue;
    const shared = given.get(of) as Map<number, number>;
    shared.set(place, (shared.get(place) ?? 0) + count);
    loads[place] = (loads[place] as number) + count;
    cost += count * (program.costs[column] as number);
  }
  for (const [{ tasks }, shared] of given) {
    handOut(tasks, shared, [relationships, seconds], holders);
    // Of cases that nobody knows there was none to be kept.
    cost -= rules.weights.relationship * tasks.filter((at) => relationships[at] === -1).length;
  }
  return { loads, cost };
}

/** One row for each class: its tasks; one for each person: their tasks, less those that they get in any case. */
function programOf({ classes, relationships, loads, gets, people, rules }: Shares) {
  // Between sharings that are equally even each load differs by one at most, so only the last tasks are open.
  const sure = gets.map((get) => Math.max(0, get - 1));
  const program = new ProgramBuilder([...classes.map(({ tasks }) => tasks.length), ...sure]);
  const rowOf = (place: number) => classes.length + place;
  const columns: { of: TaskClass; place: number; column: number }[] = [];
  let dearest = 1;
  for (const [row, of] of classes.entries()) {
    const knowing = countBy(of.tasks, (at) => relationships[at] as number);
    for (const [index, place] of of.eligible.entries()) {
      const cost = of.misfits[index] as number;
      const stranger = cost + rules.weights.relationship;
      const entries = [[row, 1] as const, [rowOf(place), 1] as const];
      const known = knowing.get(place) ?? 0;
      const rest = of.tasks.length - known;
      if (known > 0) columns.push({ of, place, column: program.add(cost, known, entries) });
      if (rest > 0) columns.push({ of, place, column: program.add(stranger, rest, entries) });
      dearest = Math.max(dearest, stranger);
    }
  }
  // Evenness comes first: nothing that can be saved along a chain of exchanges outweighs one step of it.
  const step = dearest * 2 * (people.length + 1);
  const levels = [...new Set(loads.flatMap((load) => [load, load + 1]))].sort((a, b) => a - b);
  for (const [place, { capacity }] of people.entries()) {
    const load = loads[place] as number;
    const add = (to: number) => program.add(step * levels.indexOf(to), 1, [[rowOf(place), -1]]);
    if ((gets[place] as number) > 0) add(load);
    if (load < (capacity ?? Infinity)) add(load + 1);
  }
  return { program, columns };
}

/** First to those who know the case; what is left in the order of urgency, one to each in turn. */
function handOut(
  tasks: readonly number[],
  shares: Map<number, number>,
  knowing: readonly Int32Array[],
  holders: Int32Array,
): void {
  const take = (at: number, place: number) => {
    holders[at] = place;
    shares.set(place, (shares.get(place) as number) - 1);
  };
  for (const places of knowing) {
    for (const at of tasks) {
      const place = places[at] as number;
      if ((holders[at] as number) < 0 && (shares.get(place) ?? 0) > 0) take(at, place);
    }
  }
  let turn = [...shares.keys()];
  for (const at of tasks) {
    if ((holders[at] as number) >= 0) continue;
    turn = turn.filter((place) => (shares.get(place) as number) > 0);
    const place = turn.shift() as number;
    take(at, place);
    turn.push(place);
  }
}

function countBy(tasks: readonly number[], of: (at: number) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const at of tasks) counts.set(of(at), (counts.get(of(at)) ?? 0) + 1);
  return counts;
}

/** @throws when a solver has not found a vertex: that would break tasks into pieces */
function wholeNumber(value: number): number {
  const whole = Math.round(value);
  if (Math.abs(value - whole) > 1e-6) throw new Error(`a share of ${value} tasks is none`);
  return whole;
}
