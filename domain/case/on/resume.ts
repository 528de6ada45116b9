import { checkResume } from '../checks/pause.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { liftHold } from '../holds.ts';
import { holdOf } from '../hold.ts';
import type { CaseState } from '../state.ts';

/** A case that was paused goes on where it stood. */
export function onResume(state: CaseState, event: CaseEventOf<'resume'>, { now }: CaseContext): Transition {
  const rejection = checkResume(state);
  if (rejection) return { rejection };
  const task = holdOf(state, 'manual')?.taskId;
  return accepted(liftHold(state, 'manual', now), entryOf(event, { hold: 'manual' }, event.why), {
    tasksClosed: task ? [task] : [],
  });
}
