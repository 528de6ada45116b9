import { planShareOut, type SharePlan, type WorkToShare } from '../domain/assignment/plan-share-out.ts';
import { inThread } from './in-thread.ts';
import { linearSolver } from './linear-solver.ts';

/** What the thread is given. */
export interface PlanTask {
  work: WorkToShare;
  onlyForCause: boolean;
}

/** To start a thread costs more than to work out so few tasks. */
const MOST_HERE = 500;
const MODULE = new URL('./plan-thread.ts', import.meta.url);

/** Works out who gets what; much work in a thread of its own, since cases wait for the thread of the worker. */
export async function planOf(task: PlanTask): Promise<SharePlan> {
  if (task.work.tasks.length <= MOST_HERE) return planShareOut(task, await linearSolver());
  return inThread<SharePlan>(MODULE, { task });
}
