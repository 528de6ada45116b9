import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';
import { askOf } from '../asks.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why there is nothing to approve or reject, or undefined */
export function checkApproval(
  state: CaseState,
  event: Pick<CaseEventOf<'approval'>, 'taskId' | 'approved' | 'by'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  const ask = askOf(state, event.taskId);
  if (ask && event.approved && [ask.askedBy, ...ask.approvedBy].includes(event.by)) {
    return refuse('SamePerson', 'Somebody else has to approve this.');
  }
  return ask || state.holds.some((hold) => hold.taskId === event.taskId)
    ? undefined
    : refuse('TaskNotOpen', `Task ${event.taskId} is not waiting for a decision on this case.`);
}
