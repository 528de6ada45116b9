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
  return { state: { ...state, errands: [...(state.errands ?? []), errand] }, task: { ...errand, ...said } };
}
