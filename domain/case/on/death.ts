import { checkOpen } from '../checks/refuse.ts';
import type { CaseContext, Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { HOLD_TASKS } from '../legal-reach.ts';
import type { CaseState } from '../state.ts';
import { holdFor } from './legal-hold.ts';

/** Nobody writes to the dead; whether heirs owe is for a supervisor to find out. */
export function onDeath(state: CaseState, event: CaseEventOf<'death'>, context: CaseContext): Transition {
  const rejection = checkOpen(state);
  if (rejection) return { rejection };
  const asked = {
    kind: 'deceased-review',
    reviewDays: context.strategy.holds.lookDays,
    owner: 'supervisor',
    task: HOLD_TASKS['deceased-review'],
  } as const;
  const { diedOn, reference, why } = event;
  return holdFor(
    state,
    event,
    asked,
    { ...(diedOn !== undefined && { diedOn }), ...(reference !== undefined && { reference }), said: why },
    context,
  );
}
