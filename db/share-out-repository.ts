import type { AssignmentWhy } from '../domain/assignment/assign.ts';
import { reasonToShare } from '../domain/assignment/reason-to-share.ts';
import { shareOut } from '../domain/assignment/share-out.ts';
import { withoutWhatStays } from '../domain/assignment/stays-put.ts';
import { readWork, type Work } from './assignment-reader.ts';
import type { Pool } from './client.ts';
import { lockRegion } from './give-tasks.ts';
import { linearSolver } from './linear-solver.ts';
import { inTransaction, type Transaction } from './transaction.ts';
import { writeAssignments } from './write-assignments.ts';

/** A task that goes from one to another. */
export interface TaskMove {
  taskId: string;
  /** null: the queue */
  from: string | null;
  to: string | null;
  why: AssignmentWhy;
}

export interface SharedOut {
  /** why it was done; null: there was no cause, and nothing moved */
  because: string | null;
  moves: TaskMove[];
  /** of those who can get any of these tasks: open tasks, with those that were begun with */
  loads: { userId: string; before: number; after: number }[];
  /** tasks of this that nobody can take */
  unassigned: number;
}

interface ShareOutOptions {
  /** epoch milliseconds */
  now: number;
  /** who asked for it */
  by: string;
  /** nothing is done unless somebody is absent, tasks wait, or loads are apart */
  onlyForCause?: boolean;
}

/** A region's open tasks that nobody has begun with, given out anew. */
export class ShareOutRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @param now epoch milliseconds @returns what would be done; nothing is */
  async plan(region: string, now: number): Promise<SharedOut> {
    const { stillNobodys: _, ...plan } = await planOf(await readShared(this.pool, region, now));
    return plan;
  }

  /** What somebody begins with while this runs stays with them. */
  shareOut(region: string, { now, by, onlyForCause = false }: ShareOutOptions): Promise<SharedOut> {
    return inTransaction(this.pool, async (tx) => {
      await lockRegion(tx, region);
      const work = await readShared(tx, region, now);
      if (onlyForCause && reasonToShare(work) === null) {
        return { because: null, moves: [], loads: [], unassigned: 0 };
      }
      const { stillNobodys, ...plan } = await planOf(work);
      const people = new Map(work.people.map((person) => [person.userId, person]));
      const moves = plan.moves.map(({ taskId, from, to, why }) => {
        const collector = to === null ? null : (people.get(to) ?? null);
        return { taskId, region, held: from, from, to: collector, why };
      });
      const waiting = stillNobodys.map((one) => ({ ...one, region, held: null, from: null, to: null }));
      const moved = await writeAssignments(tx, work, [...moves, ...waiting], by);
      return { ...plan, moves: plan.moves.filter(({ taskId }) => moved.has(taskId)) };
    });
  }
}

async function readShared(tx: Pick<Transaction, 'query'>, region: string, now: number): Promise<Work> {
  const work = await readWork(tx, { regions: [region] }, now);
  return { ...work, ...withoutWhatStays(work) };
}

/** With what was in the queue and stays there, for which the reason may be another one by now. */
async function planOf(work: Work): Promise<SharedOut & { stillNobodys: Pick<TaskMove, 'taskId' | 'why'>[] }> {
  const { tasks, people, rules, now } = work;
  const { assignments, loads } = shareOut({ tasks, people, rules, now }, await linearSolver());
  const held = new Map<string, number>();
  for (const { assignee } of tasks) if (assignee !== null) held.set(assignee, (held.get(assignee) ?? 0) + 1);
  const outcomes = tasks.map(({ taskId, assignee: from }, at) => {
    const { collector, why } = assignments[at] as (typeof assignments)[number];
    return { taskId, from, to: collector?.userId ?? null, why };
  });
  return {
    because: reasonToShare(work) ?? 'It was asked for.',
    moves: outcomes.filter(({ from, to }) => from !== to),
    stillNobodys: outcomes.flatMap(({ taskId, from, to, why }) =>
      from === null && to === null ? { taskId, why } : [],
    ),
    loads: people.map(({ userId, openTasks }, place) => ({
      ...{ userId, before: openTasks + (held.get(userId) ?? 0), after: loads[place] as number },
    })),
    unassigned: outcomes.filter(({ to }) => to === null).length,
  };
}
