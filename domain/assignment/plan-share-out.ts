import type { AssignmentWhy } from './assign.ts';
import type { TaskFacts } from './facts.ts';
import type { SolveLinear } from './linear-program.ts';
import { reasonToShare } from './reason-to-share.ts';
import { shareOut, type ShareOutInput } from './share-out.ts';
import { withoutWhatStays } from './stays-put.ts';

/** A task that goes from one to another. */
export interface TaskMove {
  taskId: string;
  /** null: the queue */
  from: string | null;
  to: string | null;
  why: AssignmentWhy;
}

/** A region's work as it is. */
export interface WorkToShare extends Pick<ShareOutInput, 'people' | 'rules' | 'now'> {
  /** that nobody has begun with, and who has them */
  tasks: readonly (TaskFacts & { assignee: string | null })[];
}

export interface SharePlan {
  /** why it is to be done; null: there is no cause, and nothing moves */
  because: string | null;
  moves: TaskMove[];
  /** of those who can get any of these tasks: open tasks, with those that were begun with */
  loads: { userId: string; before: number; after: number }[];
  /** tasks of this that nobody can take */
  unassigned: number;
  /** what was in the queue and stays there, for which the reason may be another one by now */
  stillNobodys: Pick<TaskMove, 'taskId' | 'why'>[];
}

const NO_CAUSE: SharePlan = { because: null, moves: [], loads: [], unassigned: 0, stillNobodys: [] };

/**
 * What giving out a region's work anew comes to: plain data both ways, so that it can be worked out elsewhere.
 *
 * @param onlyForCause nothing is to be done unless somebody is absent, tasks wait, or loads are apart
 * @param solve of a linear program whose vertices are whole numbers
 */
export function planShareOut(
  { work, onlyForCause }: { work: WorkToShare; onlyForCause: boolean },
  solve: SolveLinear,
): SharePlan {
  const { rules, now } = work;
  const { tasks, people } = withoutWhatStays(work);
  const reason = reasonToShare({ tasks, people, rules, now });
  if (onlyForCause && reason === null) return NO_CAUSE;
  const { assignments, loads } = shareOut({ tasks, people, rules, now }, solve);
  const held = new Map<string, number>();
  for (const { assignee } of tasks) if (assignee !== null) held.set(assignee, (held.get(assignee) ?? 0) + 1);
  const outcomes = tasks.map(({ taskId, assignee: from }, at): TaskMove => {
    const { collector, why } = assignments[at] as (typeof assignments)[number];
    return { taskId, from, to: collector?.userId ?? null, why };
  });
  return {
    because: reason ?? 'It was asked for.',
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

/** @returns the plan with those of its moves that were made */
export function planAsMade(plan: SharePlan, made: ReadonlySet<string>): SharePlan {
  const after = new Map(plan.loads.map((load) => [load.userId, load.after]));
  const add = (userId: string | null, count: number) => {
    if (userId !== null && after.has(userId)) after.set(userId, (after.get(userId) as number) + count);
  };
  for (const { taskId, from, to } of plan.moves) {
    if (made.has(taskId)) continue;
    add(from, 1);
    add(to, -1);
  }
  return {
    ...plan,
    moves: plan.moves.filter(({ taskId }) => made.has(taskId)),
    loads: plan.loads.map((load) => ({ ...load, after: after.get(load.userId) as number })),
  };
}
