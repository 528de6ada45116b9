import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';
import { checkDispute } from './dispute.ts';
import { checkGrace } from './grace.ts';
import { checkPromise } from './promise.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the call cannot be begun, or undefined: the gate, which needs the books, is asked after this */
export function checkCall(
  state: CaseState,
  { taskId }: Pick<CaseEventOf<'call'>, 'taskId'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  if (state.openCall) {
    const { callId, by } = state.openCall;
    return refuse('CallAlreadyOpen', `${by} is on the phone: report the outcome of call ${callId} first.`);
  }
  if (state.pending) {
    return refuse('CallNotPermitted', 'A message to the customer is on its way; try again in a minute.');
  }
  return taskId !== undefined && taskId !== state.callWork?.task?.taskId
    ? refuse('TaskNotOpen', `Task ${taskId} asks for no call of this case any more.`)
    : undefined;
}

/** @returns why the outcome cannot be recorded, or undefined; what the customer said is refused as it would be alone */
export function checkCallOutcome(
  state: CaseState,
  { callId, outcome }: Pick<CaseEventOf<'call-outcome'>, 'callId' | 'outcome'>,
  now: number,
): Rejection | undefined {
  if (state.openCall?.callId !== callId) {
    return refuse('CallNotOpen', `Call ${callId} is not open: its outcome is recorded, or came too late.`);
  }
  switch (outcome.result) {
    case 'promise':
      return checkPromise(state, outcome, now);
    case 'hardship':
      return checkGrace(state, outcome);
    case 'dispute':
      return checkDispute(state, outcome);
    default:
      return undefined;
  }
}
