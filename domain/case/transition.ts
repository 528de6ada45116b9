import { concludeDelivery } from './conclude-delivery.ts';
import type { CaseContext, Transition } from './context.ts';
import type { CaseEvent, CaseEventOf } from './events.ts';
import { onApproval } from './on/approval.ts';
import { onClose } from './on/close.ts';
import { onDispute } from './on/dispute.ts';
import { onGrace } from './on/grace.ts';
import { onOverdue } from './on/overdue.ts';
import { onPayment } from './on/payment.ts';
import { onPromise } from './on/promise.ts';
import type { CaseState } from './state.ts';

type Handlers = {
  [Type in CaseEvent['type']]: (
    state: CaseState,
    event: CaseEventOf<Type>,
    context: CaseContext,
  ) => Transition;
};

/** What each event does, one file each. */
const HANDLERS: Handlers = {
  overdue: onOverdue,
  payment: onPayment,
  delivered: concludeDelivery,
  promise: onPromise,
  grace: onGrace,
  dispute: onDispute,
  approval: onApproval,
  close: onClose,
};

/**
 * The case as a state machine: one event from outside, applied to a state that already shows the books of now.
 *
 * @param context its `now` is epoch milliseconds
 * @returns the new state with what is to be recorded, or the rule that refuses the event
 */
export function transition(state: CaseState, event: CaseEvent, context: CaseContext): Transition {
  // The table pairs every event with the handler of its type; the compiler cannot follow it through the key.
  const handler = HANDLERS[event.type] as (
    state: CaseState,
    event: CaseEvent,
    context: CaseContext,
  ) => Transition;
  return handler(state, event, context);
}
