import type { Rejection } from '../../failures.ts';
import { formatMoney } from '../../money.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the dispute cannot be recorded, or undefined */
export function checkDispute(
  state: CaseState,
  event: Pick<CaseEventOf<'dispute'>, 'amountMinor'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  if (event.amountMinor !== undefined && event.amountMinor > state.arrearsMinor) {
    const owed = formatMoney(state.arrearsMinor, state.currency);
    return refuse(
      'DisputeExceedsArrears',
      `Only ${owed} is overdue; leave the amount out to dispute all of it.`,
    );
  }
  return undefined;
}
