import type { Rejection } from '../../failures.ts';
import { formatMoney } from '../../money.ts';
import { disputedPartMinor } from '../disputed-amount.ts';
import type { CaseEventOf } from '../events.ts';
import { holdOf } from '../hold.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the dispute cannot be resolved that way, or undefined */
export function checkResolveDispute(
  state: CaseState,
  { outcome, amountMinor }: Pick<CaseEventOf<'resolve-dispute'>, 'outcome' | 'amountMinor'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  const dispute = holdOf(state, 'dispute');
  if (!dispute) return refuse('NoOpenDispute', 'No dispute is open on this case.');
  const inDispute = disputedPartMinor(state, dispute);
  if (outcome === 'partly' && !(amountMinor !== undefined && amountMinor < inDispute)) {
    const all = formatMoney(inDispute, state.currency);
    return refuse('ResolutionAmount', `Partly upheld is an amount of less than the ${all} in dispute.`);
  }
  if (outcome !== 'partly' && amountMinor !== undefined) {
    return refuse('ResolutionAmount', `An amount goes with 'partly'; leave it out for '${outcome}'.`);
  }
  return undefined;
}
