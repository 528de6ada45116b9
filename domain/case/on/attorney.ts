import { checkOpen } from '../checks/refuse.ts';
import type { CaseContext, Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { HOLD_TASKS } from '../legal-reach.ts';
import type { CaseState } from '../state.ts';
import { holdFor } from './legal-hold.ts';

/** Contact goes to the attorney only: a supervisor takes it up there, the customer is left alone. */
export function onAttorney(
  state: CaseState,
  event: CaseEventOf<'attorney'>,
  context: CaseContext,
): Transition {
  const rejection = checkOpen(state);
  if (rejection) return { rejection };
  const asked = {
    kind: 'attorney',
    reviewDays: context.strategy.holds.lookDays,
    owner: 'supervisor',
    task: HOLD_TASKS.attorney,
  } as const;
  const { reference, why } = event;
  return holdFor(state, event, asked, { ...(reference !== undefined && { reference }), said: why }, context);
}
