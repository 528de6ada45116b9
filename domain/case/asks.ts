import { caseWith } from './case-with.ts';
import { formatInstant } from '../calendar.ts';
import { taskOf, type CaseContext } from './context.ts';
import type { TaskOpening } from './decision.ts';
import type { CaseState, OpenAsk } from './state.ts';

/** What is asked of supervisors, other than how a hold is to end. */

/** An ask before it has a task. */
export type Ask = Omit<OpenAsk, 'taskId' | 'approvedBy'>;

/**
 * Asks supervisors to approve something, and opens the task for it.
 *
 * @param summary what is asked, in one line, without the default
 * @returns the state with the open ask, and the task
 */
export function askSupervisors(
  state: CaseState,
  ask: Ask,
  summary: string,
  { sequence }: Pick<CaseContext, 'sequence'>,
): { state: CaseState; tasksOpened: TaskOpening[] } {
  const taskId = taskOf(state, ask.kind, sequence);
  const persons = ask.persons === 2 ? ', by two persons' : '';
  const open: OpenAsk = { taskId, approvedBy: [], ...ask };
  return {
    state: caseWith(state, { asks: [...(state.asks ?? []), open] }),
    tasksOpened: [
      {
        taskId,
        kind: ask.kind,
        dueAtMs: ask.dueAtMs,
        summary: `${summary}${persons}; without an answer by ${formatInstant(ask.dueAtMs, state.zone)} it is declined`,
      },
    ],
  };
}

/** @returns the open ask of that task, if there is one */
export function askOf(state: Pick<CaseState, 'asks'>, taskId: string): OpenAsk | undefined {
  return state.asks?.find((ask) => ask.taskId === taskId);
}

/** @returns the state without the ask */
export function withoutAsk(state: CaseState, taskId: string): CaseState {
  const left = state.asks?.filter((ask) => ask.taskId !== taskId) ?? [];
  return caseWith(state, { asks: left.length > 0 ? left : undefined });
}

/** @returns the state in which one of two persons has approved */
export function approvedOnce(state: CaseState, taskId: string, by: string): CaseState {
  const asks = (state.asks ?? []).map((ask) =>
    ask.taskId === taskId ? { ...ask, approvedBy: [...ask.approvedBy, by] } : ask,
  );
  return caseWith(state, { asks });
}
