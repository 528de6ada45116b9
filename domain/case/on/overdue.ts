import { accepted, entryOf, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';

/** The loan is still overdue: recorded, with what the core system says of it. */
export function onOverdue(state: CaseState, event: CaseEventOf<'overdue'>): Transition {
  // It only opens what is closed; here the return of the payment has been told by an event of its own.
  if (event.because) return accepted(state, []);
  const why =
    event.reopen === undefined ? 'the loan is still overdue' : `${event.reopen}; the case was open already`;
  return accepted(state, entryOf(event, { reported: event.reported ?? null }, why));
}
