import { caseWith } from './case-with.ts';
import type { TaskId } from '../ids.ts';
import { taskOf, type CaseContext } from './context.ts';
import type { TaskOpening } from './decision.ts';
import type { CaseState, Errand } from './state.ts';

/**
 * Opens a task that needs no decision, and of which the case hears when it is done.
 *
 * @param said what is to be done, in one line, and until when
 */
export function openErrand(
  state: CaseState,
  kind: Errand['kind'],
  said: Pick<TaskOpening, 'dueAtMs' | 'summary'>,
  { sequence }: Pick<CaseContext, 'sequence'>,
): { state: CaseState; task: TaskOpening } {
  const errand = { taskId: taskOf(state, kind, sequence), kind };
  return {
    state: caseWith(state, { errands: [...(state.errands ?? []), errand] }),
    task: { ...errand, ...said },
  };
}

/** @returns the state in which that errand is not waited for any more */
export function withoutErrand(state: CaseState, taskId: TaskId): CaseState {
  const left = state.errands?.filter((errand) => errand.taskId !== taskId) ?? [];
  return caseWith(state, { errands: left.length > 0 ? left : undefined });
}
