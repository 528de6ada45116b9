import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEvent } from '../events.ts';
import { placeLegalHold, type HoldRequest } from '../legal-holds.ts';
import type { CaseState } from '../state.ts';

/** Places the hold that an event asks for and records it with the rule that gives it its reach. */
export function holdFor(
  state: CaseState,
  event: CaseEvent,
  asked: Omit<HoldRequest, 'eventId'>,
  data: Record<string, unknown>,
  context: CaseContext,
): Extract<Transition, { state: CaseState }> {
  const {
    state: held,
    hold,
    citation,
    effects,
  } = placeLegalHold(state, { ...asked, eventId: event.id }, context);
  const { kind, scope, untilMs, channels, review } = hold;
  const reach = { hold: kind, scope, ...(channels && { channels }), untilAtMs: untilMs };
  const whom = scope === 'customer' ? 'every loan of the customer is held' : 'this loan is held';
  const end = review ? 'until a supervisor lifts it' : 'until its day is over';
  return accepted(held, entryOf(event, { ...data, ...reach, rule: citation }, `${whom}, ${end}`), effects);
}
