import { formatMoney } from '../../money.ts';
import { accepted, entryOf, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';

/** A payment was booked; what it changes is in the books, which the state shows already: see show-books.ts. */
export function onPayment(state: CaseState, event: CaseEventOf<'payment'>): Transition {
  const { amountMinor, paidAtMs } = event;
  const left = formatMoney(state.arrearsMinor, state.currency);
  return accepted(state, entryOf(event, { amountMinor, paidAtMs }, `${left} is left`));
}
