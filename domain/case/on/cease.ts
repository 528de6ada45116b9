import { CHANNELS } from '../../strategy/schema.ts';
import { checkOpen } from '../checks/refuse.ts';
import type { CaseContext, Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';
import { holdFor } from './legal-hold.ts';

/** The customer wants no more contact, by some channels or by none at all. */
export function onCease(state: CaseState, event: CaseEventOf<'cease'>, context: CaseContext): Transition {
  const rejection = checkOpen(state);
  if (rejection) return { rejection };
  const named = event.channels;
  // Who names every channel wants to be left alone.
  const channels = named && CHANNELS.every((channel) => named.includes(channel)) ? undefined : named;
  const asked = {
    kind: 'cease',
    channels,
    scope: event.allLoans ? 'customer' : undefined,
    reviewDays: context.strategy.holds.reviewDays,
    owner: 'supervisor',
  } as const;
  return holdFor(state, event, asked, { said: event.why }, context);
}
