import { accepted, entryOf, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';

/** A hold of the customer has changed elsewhere. The decision has read the holds anew before it comes to this. */
export function onCustomerHold(state: CaseState, event: CaseEventOf<'customer-hold'>): Transition {
  const holds = state.holds.map((hold) => hold.kind);
  return accepted(state, entryOf(event, { holds }, 'the holds of the customer are read anew'));
}
