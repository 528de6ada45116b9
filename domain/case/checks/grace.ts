import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import { holdOf } from '../hold.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the request cannot be taken, or undefined */
export function checkGrace(
  state: CaseState,
  event: Pick<CaseEventOf<'grace'>, 'days'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  if (holdOf(state, 'grace') || holdOf(state, 'hardship-review')) {
    return refuse('AlreadyInGrace', 'A grace period is running, or a request is being decided.');
  }
  if (state.plan) {
    return refuse('GraceDuringPlan', 'A repayment plan stands; propose a new plan that fits instead.');
  }
  if (event.days > state.terms.grace.maxDays) {
    return refuse('GraceTooLong', `At most ${state.terms.grace.maxDays} days of grace can be asked for.`);
  }
  return undefined;
}
