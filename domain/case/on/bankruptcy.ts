import { checkOpen } from '../checks/refuse.ts';
import type { CaseContext, Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { HOLD_TASKS } from '../legal-reach.ts';
import type { CaseState } from '../state.ts';
import { holdFor } from './legal-hold.ts';

/** Claims against a bankrupt go to the court: nobody is asked for money. */
export function onBankruptcy(
  state: CaseState,
  event: CaseEventOf<'bankruptcy'>,
  context: CaseContext,
): Transition {
  const rejection = checkOpen(state);
  if (rejection) return { rejection };
  const asked = {
    kind: 'bankruptcy',
    reviewDays: context.strategy.holds.lookDays,
    owner: 'supervisor',
    task: HOLD_TASKS.bankruptcy,
  } as const;
  const { filedOn, reference, why } = event;
  return holdFor(
    state,
    event,
    asked,
    { ...(filedOn !== undefined && { filedOn }), ...(reference !== undefined && { reference }), said: why },
    context,
  );
}
