import { checkOpen } from '../checks/refuse.ts';
import { accepted, entryOf, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';

/** Somebody has written something down: it is on the timeline, and nothing follows from it. */
export function onNote(state: CaseState, event: CaseEventOf<'note'>): Transition {
  const rejection = checkOpen(state);
  return rejection ? { rejection } : accepted(state, entryOf(event, {}, event.text));
}
