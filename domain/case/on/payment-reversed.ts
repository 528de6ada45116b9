import { caseWith } from '../case-with.ts';
import { localDate } from '../../calendar.ts';
import { formatMoney } from '../../money.ts';
import { accepted, entryOf, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';

/**
 * A payment has bounced. The books show that already, and the promise it counted towards is judged by them; what is
 * left is to take back what the payment had bought: the rest after it, and the thanks for it.
 */
export function onPaymentReversed(before: CaseState, event: CaseEventOf<'payment-reversed'>): Transition {
  const { paymentId, amountMinor, paidAtMs, reversedAtMs, reason } = event;
  const state = caseWith(before, { rest: undefined, thanksDue: undefined });
  const owed = formatMoney(state.arrearsMinor, state.currency);
  const why = state.closed
    ? `${reason}; the case was closed (${state.closed.reason}) before`
    : `${reason}: ${owed} is overdue`;
  const data = { paymentId, amountMinor, paidAtMs, reversedAtMs, reason };
  return accepted(state, entryOf(event, data, why));
}

/** @returns why a case is opened that had been closed as cured */
export function reopenedWhy(
  {
    amountMinor,
    paidAtMs,
    reason,
  }: Pick<CaseEventOf<'payment-reversed'>, 'amountMinor' | 'paidAtMs' | 'reason'>,
  { currency, zone }: Pick<CaseState, 'currency' | 'zone'>,
): string {
  const amount = formatMoney(amountMinor, currency);
  return `opened again: the payment of ${amount} of ${localDate(paidAtMs, zone)} was taken back (${reason})`;
}
