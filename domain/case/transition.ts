import { concludeDelivery } from './conclude-delivery.ts';
import type { CaseContext, Transition } from './context.ts';
import type { CaseEvent, CaseEventOf } from './events.ts';
import { onApproval } from './on/approval.ts';
import { onAttorney } from './on/attorney.ts';
import { onBankruptcy } from './on/bankruptcy.ts';
import { onCease } from './on/cease.ts';
import { onCall } from './on/call.ts';
import { onCallOutcome } from './on/call-outcome.ts';
import { onChangeStrategy } from './on/change-strategy.ts';
import { onClose } from './on/close.ts';
import { onExternalDebt } from './on/external-debt.ts';
import { onLetterOutcome } from './on/letter-outcome.ts';
import { onLoanChange } from './on/loan-change.ts';
import { onMacroAlert } from './on/macro-alert.ts';
import { onMessage } from './on/message.ts';
import { onNote } from './on/note.ts';
import { onSettlement } from './on/settlement.ts';
import { onRiskAlert } from './on/risk-alert.ts';
import { onRating } from './on/rating.ts';
import { onTask } from './on/task.ts';
import { onComplaint, onComplaintAnswered } from './on/complaint.ts';
import { onCustomerHold } from './on/customer-hold.ts';
import { onCustomerReply } from './on/customer-reply.ts';
import { onDeath } from './on/death.ts';
import { onDeliveryReport } from './on/delivery-report.ts';
import { onDispute } from './on/dispute.ts';
import { onGrace } from './on/grace.ts';
import { onLegalProgress } from './on/legal-progress.ts';
import { onLiftHold } from './on/lift-hold.ts';
import { onMoratorium } from './on/moratorium.ts';
import { onOverdue } from './on/overdue.ts';
import { onPause } from './on/pause.ts';
import { onPayment } from './on/payment.ts';
import { onPaymentReversed } from './on/payment-reversed.ts';
import { onPlanProposal } from './on/plan-proposal.ts';
import { onReassign } from './on/reassign.ts';
import { onPromise } from './on/promise.ts';
import { onResolveDispute } from './on/resolve-dispute.ts';
import { onResume } from './on/resume.ts';
import { onVulnerability } from './on/vulnerability.ts';
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
  'payment-reversed': onPaymentReversed,
  delivered: concludeDelivery,
  promise: onPromise,
  grace: onGrace,
  dispute: onDispute,
  'plan-proposal': onPlanProposal,
  'resolve-dispute': onResolveDispute,
  cease: onCease,
  attorney: onAttorney,
  vulnerability: onVulnerability,
  bankruptcy: onBankruptcy,
  death: onDeath,
  moratorium: onMoratorium,
  complaint: onComplaint,
  'complaint-answered': onComplaintAnswered,
  'lift-hold': onLiftHold,
  pause: onPause,
  resume: onResume,
  'customer-hold': onCustomerHold,
  approval: onApproval,
  'legal-progress': onLegalProgress,
  close: onClose,
  reassign: onReassign,
  settlement: onSettlement,
  'loan-change': onLoanChange,
  note: onNote,
  message: onMessage,
  'change-strategy': onChangeStrategy,
  call: onCall,
  'call-outcome': onCallOutcome,
  task: onTask,
  'letter-outcome': onLetterOutcome,
  rating: onRating,
  'external-debt': onExternalDebt,
  'macro-alert': onMacroAlert,
  'risk-alert': onRiskAlert,
  'customer-reply': onCustomerReply,
  'delivery-report': onDeliveryReport,
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
