import { accepted, entryOf, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';

/** The loan is still overdue: recorded, with what the core system says of it. */
export function onOverdue(state: CaseState, event: CaseEventOf<'overdue'>): Transition {
  return accepted(state, entryOf(event, { reported: event.reported ?? null }, 'the loan is still overdue'));
}
