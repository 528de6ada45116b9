import { checkResolveDispute } from '../checks/resolve-dispute.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { resolveDispute, type Resolution } from '../resolve-dispute.ts';
import { holdOf } from '../hold.ts';
import type { CaseState } from '../state.ts';

/** A supervisor decides a dispute: the customer was right, wrong, or right about a part. */
export function onResolveDispute(
  state: CaseState,
  event: CaseEventOf<'resolve-dispute'>,
  context: CaseContext,
): Transition {
  const rejection = checkResolveDispute(state, event);
  if (rejection) return { rejection };
  const { outcome, amountMinor = 0, why } = event;
  const resolution: Resolution = outcome === 'partly' ? { outcome, amountMinor } : { outcome };
  const resolved = resolveDispute(state, resolution, context);
  const task = holdOf(state, 'dispute')?.taskId;
  const data = { hold: 'dispute', outcome, disputedMinor: resolved.disputedMinor };
  return accepted(resolved, entryOf(event, data, why), { tasksClosed: task ? [task] : [] });
}
