import { checkLiftHold, liftedBy } from '../checks/lift-hold.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { endLegalHold } from '../legal-holds.ts';
import type { CaseState } from '../state.ts';

/** A hold ends before its time; of a hold of some channels those that are named. */
export function onLiftHold(
  state: CaseState,
  event: CaseEventOf<'lift-hold'>,
  { now }: CaseContext,
): Transition {
  const rejection = checkLiftHold(state, event);
  if (rejection) return { rejection };
  const { why, channels, id: changedBy } = event;
  const entry = entryOf(event, { hold: event.hold, ...(channels && { channels }) }, why);
  let lifted = accepted(state, entry);
  for (const hold of liftedBy(state, event)) {
    const ended = endLegalHold(lifted.state, hold, { changedBy, why, channels }, now);
    lifted = accepted(ended.state, entry, {
      tasksClosed: [
        ...lifted.effects.tasksClosed,
        ...ended.effects.tasksClosed,
      ] as typeof ended.effects.tasksClosed,
      legalHolds: [...(lifted.effects.legalHolds ?? []), ...(ended.effects.legalHolds ?? [])],
    });
  }
  return lifted;
}
