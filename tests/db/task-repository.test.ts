import { describe, expect, test } from 'vitest';
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
  const next = async (userId: string) => (await bed.tasks.next(userId))?.taskId;

  test('is their own, the most urgent, then the largest; then one of the queue of their team', async () => {
    await bed.staff('next', ['next-a', 'next-b']);
    const mine = { region: 'next', team: 'team-next', assignee: 'next-a' };
    const queued = { ...mine, assignee: null };
    await bed.seedTasks([
      { taskId: 'next-late', ...mine, dueAtMs: NOW + 2 * HOUR_MS },
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
    expect(order).toEqual(['next-large', 'next-small', 'next-late', 'next-queued']);
    expect(await next('next-b')).toBe('next-declined');
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
