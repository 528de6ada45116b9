/** A set of people, and how many of the tasks that are only for them each has. */
interface Group {
  eligible: readonly number[];
  given: Int32Array;
  /** none of them has room, nor anybody who could take over from them */
  full: boolean;
}

interface FairLoads {
  /** of each person with what they have already */
  loads: Int32Array;
  /** of each task whether there is somebody for it */
  placed: boolean[];
}

/**
 * How many tasks each person gets where as many as possible are given out and loads are as even as the rules allow: no
 * sharing of the same tasks has a smaller sum of squared loads. Whoever comes later in `tasks` is left out first.
 *
 * @param tasks of each its eligible people, by place; tasks for the same people share one array
 * @param before what each person has already
 * @param capacities Infinity: no limit
 */
export function fairLoads(
  tasks: readonly (readonly number[])[],
  before: readonly number[],
  capacities: readonly number[],
): FairLoads {
  const groups = new Map<readonly number[], Group>();
  for (const eligible of tasks) {
    if (groups.has(eligible)) continue;
    groups.set(eligible, { eligible, given: new Int32Array(before.length), full: eligible.length === 0 });
  }
  const loads = Int32Array.from(before);
  const books = { groups: [...groups.values()], loads, capacities };
  const placed = tasks.map((eligible) => place(groups.get(eligible) as Group, books));
  evenOut(books);
  return { loads, placed };
}

interface Books {
  groups: readonly Group[];
  loads: Int32Array;
  capacities: readonly number[];
}

/** To the least loaded who have room; where nobody has, somebody hands on another task to make some. */
function place(group: Group, books: Books): boolean {
  if (group.full) return false;
  const { loads } = books;
  const direct = leastWithRoom(group.eligible, books);
  if (direct >= 0) {
    add(group.given, direct, 1);
    add(loads, direct, 1);
    return true;
  }
  const found = reach([group], books, -1);
  if (!found) group.full = true;
  else handOn(found, books);
  return !group.full;
}

/**
 * While anybody can hand on a task, over others if need be, to somebody who has at least two fewer: loads without such a
 * chain are as even as they can be, since the cost of loads is convex.
 */
function evenOut(books: Books): void {
  const { loads, groups } = books;
  for (let moved = true; moved;) {
    moved = false;
    const heaviest = [...loads.keys()].sort((a, b) => at(loads, b) - at(loads, a));
    for (const person of heaviest) {
      for (;;) {
        const theirs = groups.filter(({ given }) => at(given, person) > 0);
        const found = reach(theirs, books, at(loads, person) - 2, person);
        if (!found || at(loads, found.end) > at(loads, person) - 2) break;
        const first = handOn(found, books);
        add(first.given, person, -1);
        add(loads, person, -1);
        moved = true;
      }
    }
  }
}

/** How somebody with room is reached: of each person by a task of which group, and who hands it on. */
interface Chain {
  end: number;
  through: (Group | undefined)[];
  /** of each group who hands on; -1: it is where the chain begins */
  from: ReadonlyMap<Group, number>;
}

/**
 * @param enough a load at which the search ends
 * @returns the chain to the least loaded of those in reach who have room
 */
function reach(
  starts: readonly Group[],
  { groups, loads, capacities }: Books,
  enough: number,
  self = -1,
): Chain | undefined {
  const through = new Array<Group | undefined>(loads.length);
  const from = new Map<Group, number>(starts.map((group) => [group, -1]));
  const queue = [...starts];
  const least = Math.max(enough, leastOf(loads, capacities));
  let end = -1;
  for (let next = 0; next < queue.length; next += 1) {
    const group = queue[next] as Group;
    for (const person of group.eligible) {
      if (through[person] || person === self) continue;
      through[person] = group;
      const load = at(loads, person);
      if (load < (capacities[person] as number) && (end < 0 || load < at(loads, end))) {
        end = person;
        if (load <= least) return { end, through, from };
      }
      for (const other of groups) {
        if (at(other.given, person) === 0 || from.has(other)) continue;
        from.set(other, person);
        queue.push(other);
      }
    }
  }
  return end < 0 ? undefined : { end, through, from };
}

/** Moves a task along the chain. @returns the group with which it begins */
function handOn({ end, through, from }: Chain, { loads }: Books): Group {
  add(loads, end, 1);
  for (let person = end; ;) {
    const group = through[person] as Group;
    add(group.given, person, 1);
    person = from.get(group) as number;
    if (person < 0) return group;
    add(group.given, person, -1);
  }
}

function leastWithRoom(people: readonly number[], { loads, capacities }: Books): number {
  let least = -1;
  for (const person of people) {
    if (at(loads, person) >= (capacities[person] as number)) continue;
    if (least < 0 || at(loads, person) < at(loads, least)) least = person;
  }
  return least;
}

function leastOf(loads: Int32Array, capacities: readonly number[]): number {
  const least = leastWithRoom([...loads.keys()], { groups: [], loads, capacities });
  return least < 0 ? 0 : at(loads, least);
}

const at = (numbers: Int32Array, index: number) => numbers[index] as number;

function add(numbers: Int32Array, index: number, count: number): void {
  numbers[index] = at(numbers, index) + count;
}
