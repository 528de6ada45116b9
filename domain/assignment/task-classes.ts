import { eligibleFor, type Eligible } from './assign.ts';
import { workableUntil } from './availability.ts';
import type { Collector, TaskFacts } from './facts.ts';
import { misfit } from './preferences.ts';
import type { AssignmentRules } from './rules.ts';

/** Tasks that the rules cannot tell apart, but for who knows the case: so that what has to be solved is small. */
export interface TaskClass {
  /** places in the list of people, in order: who may take them */
  eligible: readonly number[];
  /** what it counts against each of `eligible` */
  misfits: readonly number[];
  /** places in the list of tasks, the most urgent first */
  tasks: number[];
}

interface Kind extends Eligible {
  of: TaskClass;
  places: ReadonlySet<number>;
}

export interface TaskClasses {
  classes: TaskClass[];
  /** of each task who may take it */
  eligible: Eligible[];
  /** of each task the place of whoever knows its case and may take it; -1: nobody */
  relationships: Int32Array;
  /** of each task the place of the next one who does */
  seconds: Int32Array;
}

/** @param people `openTasks`: those that stay theirs whatever is given out */
export function classesOf(
  tasks: readonly TaskFacts[],
  people: readonly Collector[],
  rules: AssignmentRules,
  now: number,
): TaskClasses {
  const places = new Map(people.map(({ userId }, place) => [userId, place]));
  const signatureOf = signatures(people, now);
  const kinds = new Map<string, Kind>();
  const rows = new Map<string, TaskClass>();
  const eligible = new Array<Eligible>(tasks.length);
  const relationships = new Int32Array(tasks.length).fill(-1);
  const seconds = new Int32Array(tasks.length).fill(-1);
  for (const at of byUrgency(tasks)) {
    const task = tasks[at] as TaskFacts;
    const signature = signatureOf(task);
    const kind =
      kinds.get(signature) ?? kindOf(task, eligibleFor(task, people, rules, now), { places, rules, rows });
    kinds.set(signature, kind);
    kind.of.tasks.push(at);
    eligible[at] = kind;
    const knowing = task.known.flatMap((userId) => places.get(userId) ?? []);
    const [first = -1, second = -1] = knowing.filter((place) => kind.places.has(place));
    relationships[at] = first;
    seconds[at] = second;
  }
  return { classes: [...rows.values()], eligible, relationships, seconds };
}

function byUrgency(tasks: readonly TaskFacts[]): number[] {
  const order = tasks.map((_, at) => at);
  return order.sort((a, b) => {
    const [one, other] = [tasks[a] as TaskFacts, tasks[b] as TaskFacts];
    return one.dueAtMs - other.dueAtMs || (one.taskId < other.taskId ? -1 : 1);
  });
}

interface KindParts {
  places: ReadonlyMap<string, number>;
  rules: AssignmentRules;
  rows: Map<string, TaskClass>;
}

/** Those that the same people may take, at the same counts, are of one class. */
function kindOf(task: TaskFacts, found: Eligible, { places, rules, rows }: KindParts): Kind {
  const eligible = found.eligible.map(({ userId }) => places.get(userId) as number);
  const misfits = found.eligible.map((person) => misfit(task, person, rules));
  const key = `${eligible.join()}|${misfits.join()}`;
  const of = rows.get(key) ?? { eligible, misfits, tasks: [] };
  rows.set(key, of);
  return { ...found, of, places: new Set(eligible) };
}

/** Amounts and deadlines count by which people they are within reach of. */
function signatures(people: readonly Collector[], now: number): (task: TaskFacts) => string {
  const limits = new Map<string, number[]>();
  for (const { authorityMinor } of people) {
    for (const [currency, minor] of Object.entries(authorityMinor ?? {})) {
      limits.set(currency, [...(limits.get(currency) ?? []), minor]);
    }
  }
  const starts = people.flatMap(({ worksFromMs }) => worksFromMs ?? []);
  return (task) => {
    const { role, region, kind, product, tier, language, vulnerable, currency, declinedBy, named } = task;
    const above = (limits.get(currency) ?? []).filter((limit) => task.amountMinor > limit).length;
    const until = workableUntil(task.dueAtMs, now);
    const there = starts.filter((worksFromMs) => worksFromMs <= until).length;
    const rest = [currency, above, there, [...declinedBy].sort(), named];
    return JSON.stringify([role, region, kind, product, tier, language, vulnerable, ...rest]);
  };
}
