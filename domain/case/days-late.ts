import { daysBetween, localDate } from '../calendar.ts';
import type { CaseState } from './state.ts';

/** @param now epoch milliseconds @returns days past due on that day in the loan's zone, 0 when nothing is overdue */
export function daysLate(state: Pick<CaseState, 'oldestDueOn' | 'zone'>, now: number): number {
  return state.oldestDueOn === null
    ? 0
    : Math.max(0, daysBetween(state.oldestDueOn, localDate(now, state.zone)));
}
