import { formatMoney } from '../../money.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { restAfterPayment } from '../planning.ts';
import type { CaseState } from '../state.ts';

export function onPayment(
  state: CaseState,
  event: CaseEventOf<'payment'>,
  { strategy, now }: CaseContext,
): Transition {
  const amount = formatMoney(event.amountMinor, state.currency);
  const left = formatMoney(state.arrearsMinor, state.currency);
  const entry = entryOf(
    event,
    { amountMinor: event.amountMinor, paidAtMs: event.paidAtMs },
    `${left} is left`,
  );
  if (state.closed || state.arrearsMinor === 0) return accepted(state, entry);
  return accepted(restAfterPayment(state, now, strategy, `rest after a payment of ${amount}`), entry);
}
