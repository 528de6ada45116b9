import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { giveTasks } from '../../db/give-tasks.ts';
import { inTransaction } from '../../db/transaction.ts';
import { workBed } from './work-bed.ts';

const bed = workBed();

let places = 0;
/** A region nobody else has. */
const somewhere = () => `place-${(places += 1)}`;

/** Each in a transaction of its own, one after the other unless they are to come together. */
async function give(region: string, taskIds: readonly string[], collector: string | null = null) {
  for (const taskId of taskIds) await giveOne(region, taskId, collector);
}
const giveOne = (region: string, taskId: string, collector: string | null = null) =>
  inTransaction(bed.database.pool, (tx) => giveTasks(tx, [{ taskId, region, collector }]));

async function withTasks(region: string, count: number, changes: object = {}): Promise<string[]> {
  const taskIds = Array.from({ length: count }, (_, n) => `${region}-${n}`);
  await bed.seedTasks(taskIds.map((taskId) => ({ taskId, region, ...changes })));
  return taskIds;
}

describe('tasks given in turn', () => {
  test('N to M people: all are given, and no load differs from another by more than one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          people: fc.integer({ min: 1, max: 5 }),
          tasks: fc.integer({ min: 0, max: 12 }),
          atOnce: fc.boolean(),
          inOneTransaction: fc.boolean(),
        }),
        async ({ people, tasks, atOnce, inOneTransaction }) => {
          const region = somewhere();
          const names = Array.from({ length: people }, (_, n) => `${region}-p${n}`);
          await bed.staff(region, names);
          const taskIds = await withTasks(region, tasks);
          if (inOneTransaction) {
            const all = taskIds.map((taskId) => ({ taskId, region, collector: null }));
            await inTransaction(bed.database.pool, (tx) => giveTasks(tx, all));
          } else if (atOnce) await Promise.all(taskIds.map((taskId) => giveOne(region, taskId)));
          else await give(region, taskIds);
          const loads = await bed.loads(names);
          expect(loads.reduce((sum, load) => sum + load, 0)).toBe(tasks);
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('to nobody beyond their capacity; the rest waits in the team’s queue', async () => {
    const region = somewhere();
    await bed.staff(region, [`${region}-a`], { capacity: 1 });
    const team = await bed.staff(region, [`${region}-b`]);
    const taskIds = await withTasks(region, 4);
    await give(region, taskIds);
    expect(await bed.loads([`${region}-a`, `${region}-b`])).toEqual([1, 3]);
    await bed.staff(region, [`${region}-b`], { capacity: 3 });
    const [late = ''] = await withTasks(`${region}-x`, 1, { region });
    await give(region, [late]);
    expect(await bed.tasks.find(late)).toMatchObject({ assignee: null, team });
  });

  test('not to whoever has it already, nor when it is done', async () => {
    const region = somewhere();
    await bed.staff(region, [`${region}-a`]);
    const [theirs = ''] = await withTasks(region, 1, { assignee: 'somebody' });
    const [done = ''] = await withTasks(`${region}-x`, 1, { region, closed: true });
    await give(region, [theirs, done]);
    expect(await bed.assigneeOf(theirs)).toBe('somebody');
    expect(await bed.assigneeOf(done)).toBeNull();
  });

  test('to the collector of the case first, of another team too; to others when they are not there', async () => {
    const region = somewhere();
    await bed.staff(region, [`${region}-a`]);
    const far = await bed.staff(`${region}-far`, [`${region}-f`]);
    const [first = '', second = '', third = ''] = await withTasks(region, 3);
    await give(region, [first], `${region}-f`);
    expect(await bed.tasks.find(first)).toMatchObject({ assignee: `${region}-f`, team: far });
    await bed.database.pool.query('UPDATE tasks SET declined_by = $2 WHERE task_id = $1', [
      ...[second, [`${region}-f`]],
    ]);
    await give(region, [second], `${region}-f`);
    expect(await bed.assigneeOf(second)).toBe(`${region}-a`);
    await bed.people.deactivate(`${region}-f`);
    expect(await bed.assigneeOf(first)).toBe(`${region}-a`);
    await give(region, [third], `${region}-f`);
    expect(await bed.assigneeOf(third)).toBe(`${region}-a`);
  });
});
