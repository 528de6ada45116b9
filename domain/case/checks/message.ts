import type { Rejection } from '../../failures.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why nothing can be written now, or undefined: the gate, which needs the books, is asked after this */
export function checkMessage(state: CaseState): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  if (state.openCall) {
    const message = `${state.openCall.by} is on the phone with the customer: write when the call is over.`;
    return refuse('MessageNotPermitted', message);
  }
  return state.pending
    ? refuse('MessageNotPermitted', 'A message to the customer is on its way; try again in a minute.')
    : undefined;
}
