import { describe, expect, test } from 'vitest';
import { readWork } from '../../db/assignment-reader.ts';
import { giveTasks } from '../../db/give-tasks.ts';
import { linearSolver } from '../../db/linear-solver.ts';
import { planOf } from '../../db/plan-of.ts';
import { ShareOutRepository } from '../../db/share-out-repository.ts';
import { inTransaction, type Transaction } from '../../db/transaction.ts';
import { planShareOut } from '../../domain/assignment/plan-share-out.ts';
import { localDate } from '../../domain/calendar.ts';
import { NOW, ZONE } from '../domain/fixtures.ts';
import { tasksOf, workBed } from './work-bed.ts';

const bed = workBed();
const shareOuts = () => new ShareOutRepository(bed.database.pool);
const TODAY = localDate(NOW, ZONE);

describe('what has changed while a region’s work was shared out', () => {
  /** Begins to share out, and lets something happen before the first lock is had. */
  async function meanwhile(region: string, happens: (tx: Transaction) => Promise<unknown>) {
    const { pool } = bed.database;
    const sharing = await inTransaction(pool, async (tx) => {
      await tx.query({ text: 'SELECT 1 FROM teams WHERE region = $1 FOR UPDATE', values: [region] });
      // Not awaited: it waits for the team.
      const under = shareOuts().shareOut(region, { now: NOW, by: 'sue' });
      under.catch(() => undefined);
      await untilSomebodyWaits();
      await happens(tx);
      return { under };
    });
    return sharing.under;
  }
  async function untilSomebodyWaits() {
    for (;;) {
      const { rows } = await bed.database.pool.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const run = (tx: Transaction, text: string, values: unknown[]) => tx.query({ text, values });

  test('stays: nobody on leave by now gets anything', async () => {
    await bed.staff('late', ['late-a', 'late-b', 'late-c']);
    await bed.seedTasks(tasksOf('late-a', 'late', 9));
    const shared = await meanwhile('late', (tx) =>
      run(
        tx,
        `INSERT INTO absences (user_id, from_on, until_on, kind, why, reported_by, reported_at)
         VALUES ('late-b', $1, $1, 'illness', 'w', 'sue', now())`,
        [TODAY],
      ),
    );
    expect(await bed.loads(['late-a', 'late-b', 'late-c'])).toEqual([6, 0, 3]);
    expect(shared.moves.map(({ to }) => to)).toEqual(['late-c', 'late-c', 'late-c']);
    expect(shared.loads.map(({ after }) => after)).toEqual([6, 0, 3]);
  });

  test('stays: nobody gets more than they take by now', async () => {
    await bed.staff('room', ['room-a']);
    await bed.staff('room', ['room-b'], { capacity: 3 });
    await bed.seedTasks([
      ...tasksOf('room-a', 'room', 6),
      ...tasksOf('nobody', 'room', 2, { started: true }),
    ]);
    await meanwhile('room', (tx) =>
      run(tx, `UPDATE tasks SET assignee = 'room-b' WHERE task_id IN ('nobody-0', 'nobody-1')`, []),
    );
    expect(await bed.loads(['room-a', 'room-b'])).toEqual([5, 3]);
  });

  test('stays: a task that was given back goes to nobody who has had it', async () => {
    await bed.staff('back', ['back-a', 'back-b']);
    await bed.seedTasks(tasksOf('back-a', 'back', 4));
    const { moves } = await shareOuts().plan('back', NOW);
    const [first] = moves;
    await meanwhile('back', (tx) =>
      run(tx, `UPDATE tasks SET declined_by = '{back-b}' WHERE task_id = $1`, [first?.taskId]),
    );
    expect(await bed.assigneeOf(first?.taskId ?? '')).toBe('back-a');
    expect(await bed.loads(['back-a', 'back-b'])).toEqual([3, 1]);
  });

  test('and is just being decided about is left alone: neither waits for the other for good', async () => {
    await bed.staff('busy', ['busy-a', 'busy-b']);
    await bed.seedTasks([...tasksOf('busy-a', 'busy', 4), { taskId: 'busy-new', region: 'busy' }]);
    const { moves } = await shareOuts().plan('busy', NOW);
    const taskId = moves.find(({ from }) => from === 'busy-a')?.taskId ?? '';
    const { pool } = bed.database;
    await inTransaction(pool, async (tx) => {
      // As a decision does: a task of its case first, then the team for another one.
      await run(tx, 'UPDATE tasks SET closed_at = now() WHERE task_id = $1', [taskId]);
      const shared = await shareOuts().shareOut('busy', { now: NOW, by: 'sue' });
      expect(shared.moves.map((move) => move.taskId)).not.toContain(taskId);
      await giveTasks(tx, [{ taskId: 'busy-new', region: 'busy', collector: null }], NOW);
    });
    expect(await bed.assigneeOf(taskId)).toBe('busy-a');
  });
});

test('much work is shared out in a thread of its own as it would be here', async () => {
  await bed.staff('many', ['many-a', 'many-b', 'many-c'], { languages: ['en'] });
  await bed.seedTasks(tasksOf('many-a', 'many', 601));
  const { tasks, people, rules } = await readWork(bed.database.pool, { regions: ['many'] }, NOW);
  const task = { work: { tasks, people, rules, now: NOW }, onlyForCause: true };
  const here = planShareOut(task, await linearSolver());
  expect(here.moves.length).toBeGreaterThanOrEqual(400);
  expect(await planOf(task)).toEqual(here);
  const shared = await shareOuts().shareOut('many', { now: NOW, by: 'sue', onlyForCause: true });
  expect(shared.moves).toEqual(here.moves);
  expect((await bed.loads(['many-a', 'many-b', 'many-c'])).toSorted()).toEqual([200, 200, 201]);
});
