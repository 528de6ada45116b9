import { DAY_MS } from '../calendar.ts';
import type { TaskOpening } from './decision.ts';
import type { CaseContext } from './context.ts';
import { openErrand } from './errands.ts';
import type { CaseState } from './state.ts';

/**
 * A number or address is of no use any more. Another one is used from then on; when there is none, so that only post
 * is left, somebody looks for one.
 *
 * @param context its facts are those without the address
 * @returns the state, the tasks that are opened, and in words what follows
 */
export function withoutAddress(
  state: CaseState,
  context: CaseContext,
): { state: CaseState; tasksOpened: TaskOpening[]; why: string } {
  const { facts, now, strategy } = context;
  if (facts.customer.reachable.some((channel) => channel !== 'letter')) {
    return { state, tasksOpened: [], why: 'it is not used again; another number or address is' };
  }
  if (state.closed || state.errands?.some(({ kind }) => kind === 'find-address')) {
    return { state, tasksOpened: [], why: 'it is not used again, and no other is known' };
  }
  const said = {
    dueAtMs: now + strategy.letters.addressDays * DAY_MS,
    summary: 'No number and no address reaches the customer any more: find one',
  };
  const { state: after, task } = openErrand(state, 'find-address', said, context);
  return { state: after, tasksOpened: [task], why: 'no other is known: somebody looks for one' };
}
