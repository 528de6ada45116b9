import type { Rejection } from '../../failures.ts';
import { endedByPayment } from '../ended-by-payment.ts';
import type { CaseState } from '../state.ts';
import { refuse } from './refuse.ts';

/**
 * @param newest the loan's newest case
 * @param arrearsMinor what the books show now, minor units
 * @returns why a supervisor cannot take the loan up again, or undefined
 */
export function checkReopen(
  newest: Pick<CaseState, 'closed' | 'settlement'>,
  arrearsMinor: number,
): Rejection | undefined {
  if (!newest.closed) return refuse('CaseStillOpen', 'The case is open: nothing has to be taken up again.');
  if (endedByPayment(newest)) {
    return refuse(
      'NotEndedByDecision',
      'The case was ended by payment; it opens again by itself when something is overdue.',
    );
  }
  return arrearsMinor === 0
    ? refuse('NothingOwed', 'The books show nothing overdue on this loan.')
    : undefined;
}
