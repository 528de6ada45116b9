import { describe, expect, test } from 'vitest';
import {
  expectedRecoveryMinor,
  UNSCORED_PROBABILITY,
  workCostMinor,
} from '../../domain/finance/expected-recovery.ts';
import { NOW } from '../domain/fixtures.ts';
import { workBed } from './work-bed.ts';

const bed = workBed();
const HOUR_MS = 3_600_000;

describe('two people who begin with one task', () => {
  test('at the same moment: one has it, whoever that is', async () => {
    const taskIds = Array.from({ length: 10 }, (_, n) => `both-${n}`);
    await bed.seedTasks(taskIds.map((taskId) => ({ taskId })));
    for (const taskId of taskIds) {
      const people = ['ann', 'ben', 'cleo', 'dan'];
      const started = await Promise.all(people.map((by) => bed.tasks.start(taskId, by, NOW)));
      const [winner, ...others] = started.filter((task) => task !== undefined);
      expect(others).toEqual([]);
      expect(await bed.assigneeOf(taskId)).toBe(winner?.assignee);
    }
  });
});

describe('the next task of somebody', () => {
  const next = async (userId: string) => (await bed.tasks.next(userId, NOW))?.task.taskId;

  test('is their own, the most urgent, then what is worth most; then one of the queue of their team', async () => {
    await bed.staff('next', ['next-a', 'next-b']);
    const mine = { region: 'next', team: 'team-next', assignee: 'next-a' };
    const queued = { ...mine, assignee: null };
    await bed.seedTasks([
      { taskId: 'next-late', ...mine, dueAtMs: NOW + 5 * HOUR_MS, arrearsMinor: 9_000_000 },
      { taskId: 'next-sooner', ...mine, dueAtMs: NOW + HOUR_MS / 2, arrearsMinor: 80_000 },
      { taskId: 'next-small', ...mine, dueAtMs: NOW + HOUR_MS, arrearsMinor: 1_000 },
      { taskId: 'next-large', ...mine, dueAtMs: NOW + HOUR_MS, arrearsMinor: 90_000 },
      { taskId: 'next-queued', ...queued, dueAtMs: NOW },
      { taskId: 'next-declined', ...queued, dueAtMs: NOW - HOUR_MS, declinedBy: ['next-a'] },
      { taskId: 'next-elsewhere', region: 'next-x', team: 'team-next-x', dueAtMs: NOW - HOUR_MS },
      { taskId: 'next-supervisor', ...queued, forRole: 'supervisor', dueAtMs: NOW - HOUR_MS },
      { taskId: 'next-decision', ...queued, forRole: null, team: null, dueAtMs: NOW - HOUR_MS },
    ]);
    const order: (string | undefined)[] = [];
    for (let taskId = await next('next-a'); taskId; taskId = await next('next-a')) {
      order.push(taskId);
      await bed.database.pool.query('UPDATE tasks SET closed_at = now() WHERE task_id = $1', [taskId]);
    }
    expect(order).toEqual(['next-large', 'next-sooner', 'next-small', 'next-late', 'next-queued']);
    expect(await next('next-b')).toBe('next-declined');
  });

  test('is worth what the domain says, and comes in the order of that', async () => {
    await bed.staff('worth', ['worth-a']);
    const cases = [
      ...[1, 333, 49_999, 1_000_001].flatMap((arrearsMinor) => [
        ...[0, 0.0005, 0.3333, 1].map((probability) => ({ arrearsMinor, probability })),
        { arrearsMinor, probability: undefined },
      ]),
    ].map((one, n) => ({ ...one, taskId: `worth-${n}` }));
    const mine = { region: 'worth', team: 'team-worth', assignee: 'worth-a', dueAtMs: NOW + HOUR_MS };
    await bed.seedTasks(cases.map(({ taskId, arrearsMinor }) => ({ ...mine, taskId, arrearsMinor })));
    for (const { taskId, probability } of cases) {
      if (probability === undefined) continue;
      await bed.database.pool.query(`INSERT INTO case_scores VALUES ($1, $2, 'm', now())`, [
        `L-${taskId}-1`,
        probability,
      ]);
    }
    const worth: number[] = [];
    for (let one = await bed.tasks.next('worth-a', NOW); one; one = await bed.tasks.next('worth-a', NOW)) {
      const { task, prospect, currency } = one;
      const seeded = cases.find(({ taskId }) => taskId === task.taskId);
      expect([currency, prospect]).toEqual([
        'CNY',
        {
          probability: seeded?.probability ?? UNSCORED_PROBABILITY.low,
          amountMinor: seeded?.arrearsMinor,
          costMinor: workCostMinor('call', 'CNY'),
        },
      ]);
      worth.push(expectedRecoveryMinor(prospect));
      await bed.database.pool.query('UPDATE tasks SET closed_at = now() WHERE task_id = $1', [task.taskId]);
    }
    expect(worth).toHaveLength(cases.length);
    expect(worth).toEqual(worth.toSorted((a, b) => b - a));
  });

  test('of a supervisor is also what waits for a decision in the region', async () => {
    await bed.staff('dec', ['dec-s'], { role: 'supervisor' });
    await bed.staff('dec', ['dec-c']);
    await bed.seedTasks([
      { taskId: 'dec-else', region: 'dec-x', forRole: null, dueAtMs: NOW - HOUR_MS },
      { taskId: 'dec-ours', region: 'dec', forRole: null },
    ]);
    expect(await next('dec-s')).toBe('dec-ours');
    expect(await next('dec-c')).toBeUndefined();
  });

  test('of whoever is not active, or not known, is none of the queue', async () => {
    await bed.staff('off', ['off-a'], { active: false });
    await bed.seedTasks([{ taskId: 'off-1', region: 'off', team: 'team-off' }]);
    expect(await next('off-a')).toBeUndefined();
    expect(await next('nobody')).toBeUndefined();
  });
});
