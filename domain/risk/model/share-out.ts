import { random, shuffled } from '../../portfolio/random.ts';

/**
 * Shares the rows of each outcome out evenly, so that every part has its share of events.
 *
 * @param target 0 or 1 by row
 * @param count of parts, 1..255
 * @param key another one shares the rows out differently
 * @returns the part of each row
 */
export function shareOut(target: Uint8Array, count: number, key: string): Uint8Array {
  const parts = new Uint8Array(target.length);
  const draws = random(key);
  for (const outcome of [0, 1]) {
    const rows = Array.from(target.keys()).filter((row) => target[row] === outcome);
    for (const [at, row] of shuffled(rows, draws).entries()) parts[row] = at % count;
  }
  return parts;
}

/**
 * The same for rows that come in groups (the days of one customer): a group stays together, so that no row is judged by what
 * was learnt from another of its group.
 *
 * @param groups by row, >= 0
 */
export function shareOutGroups(groups: Int32Array, count: number, key: string): Uint8Array {
  const order = shuffled([...new Set(groups)], random(key));
  const partOf = new Map(order.map((group, at) => [group, at % count]));
  return Uint8Array.from(groups, (group) => partOf.get(group) ?? 0);
}
