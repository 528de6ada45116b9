import type { Rejection } from '../../failures.ts';
import { askOf } from '../asks.ts';
import { taskOf } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the task is not simply done or given back, or undefined. Whether it is open the database knows. */
export function checkTask(
  state: CaseState,
  { taskId }: Pick<CaseEventOf<'task'>, 'taskId'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  if (!taskId.startsWith(`${state.caseId}.`)) {
    return refuse('TaskNotOpen', `Task ${taskId} is not open on this case.`);
  }
  if (askOf(state, taskId) || state.holds.some((hold) => hold.taskId === taskId)) {
    return refuse('TaskNeedsDecision', 'The task asks for a decision: approve or reject it.');
  }
  if (taskId === taskOf(state, 'case-review', 0)) {
    return refuse('TaskNeedsDecision', 'The task asks how the case is to end: close it, or wait.');
  }
  return state.openCall?.taskId === taskId
    ? refuse('CallAlreadyOpen', `Report the outcome of call ${state.openCall.callId}: that ends the task.`)
    : undefined;
}

/**
 * @param assignee of the task, as the database has it; null: in the queue
 * @returns why somebody may not work on it, or undefined
 */
export function checkAssignee(taskId: string, assignee: string | null, by: string): Rejection | undefined {
  return assignee === null || assignee === by
    ? undefined
    : refuse('TaskNotYours', `Task ${taskId} is given to ${assignee}.`);
}
