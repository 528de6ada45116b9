import { movesThatHold } from '../domain/assignment/moves-that-hold.ts';
import { planAsMade, type SharePlan } from '../domain/assignment/plan-share-out.ts';
import { lockWorkToMove, readWork } from './assignment-reader.ts';
import type { Pool } from './client.ts';
import { lockTeamsOf } from './give-tasks.ts';
import { planOf } from './plan-of.ts';
import { inTransaction } from './transaction.ts';
import { writeAssignments } from './write-assignments.ts';

export type SharedOut = Omit<SharePlan, 'stillNobodys'>;

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
    return withoutRest(await this.planned(region, now, false));
  }

  /**
   * Worked out without locks; then what is still right of it is written under those of the teams that get something. What
   * somebody begins with or changes meanwhile stays as it is.
   */
  async shareOut(region: string, { now, by, onlyForCause = false }: ShareOutOptions): Promise<SharedOut> {
    const plan = await this.planned(region, now, onlyForCause);
    if (plan.because === null) return withoutRest(plan);
    const made = await this.make(plan, { region, now, by });
    return withoutRest(planAsMade(plan, made));
  }

  private async planned(region: string, now: number, onlyForCause: boolean): Promise<SharePlan> {
    const { tasks, people, rules } = await readWork(this.pool, { regions: [region] }, now);
    return planOf({ work: { tasks, people, rules, now }, onlyForCause });
  }

  /** @returns ids of the tasks that are somebody else's now */
  private make(
    { moves, stillNobodys }: SharePlan,
    { region, now, by }: { region: string; now: number; by: string },
  ): Promise<Set<string>> {
    if (moves.length === 0 && stillNobodys.length === 0) return Promise.resolve(new Set<string>());
    const taskIds = [...moves, ...stillNobodys].map(({ taskId }) => taskId);
    const named = [...new Set(moves.flatMap(({ from, to }) => [from, to]))].filter((one) => one !== null);
    return inTransaction(this.pool, async (tx) => {
      await lockTeamsOf(tx, { region, userIds: named });
      const work = await lockWorkToMove(tx, { taskIds, regions: [region], named }, now);
      const people = new Map(work.people.map((person) => [person.userId, person]));
      const holding = movesThatHold(moves, work).map(({ taskId, from, to, why }) => {
        const collector = to === null ? null : (people.get(to) ?? null);
        return { taskId, region, held: from, from, to: collector, why };
      });
      const locked = new Set(work.tasks.map(({ taskId }) => taskId));
      const waiting = stillNobodys
        .filter(({ taskId }) => locked.has(taskId))
        .map((one) => ({ ...one, region, held: null, from: null, to: null }));
      return writeAssignments(tx, work, [...holding, ...waiting], by);
    });
  }
}

function withoutRest({ stillNobodys: _, ...shared }: SharePlan): SharedOut {
  return shared;
}
