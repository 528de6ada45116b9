import { epochDay, localDay } from '../calendar.ts';
import type { CaseState } from './state.ts';

/** @param now epoch milliseconds @returns days past due on that day in the loan's zone, 0 when nothing is overdue */
export function daysLate(
  { oldestDueOn, zone }: Pick<CaseState, 'oldestDueOn' | 'zone'>,
  now: number,
): number {
  return oldestDueOn === null ? 0 : Math.max(0, localDay(now, zone) - epochDay(oldestDueOn));
}
