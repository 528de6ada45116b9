import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import type { ClockSpec } from '../domain/clock.ts';
import type { CaseEvent, CaseEventOf, SignalType, UpdateType } from '../domain/case/events.ts';
import type { DecisionResult, Instruction } from '../domain/case/decision.ts';
import type { CaseState, CloseReason } from '../domain/case/state.ts';
import type { Explanation } from '../domain/case/status/explain.ts';
import type { LanguageTag } from '../domain/case/status/language.ts';
import type { LoanId } from '../domain/ids.ts';

/** Everything that is said to a running case, and what it is started with. */

export interface CaseWorkflowInput {
  loanId: LoanId;
  /** the decision a case begins or goes on with; absent when its first event is still to be decided */
  decided?: Pick<DecisionResult, 'instruction'> & { state: CaseState };
  /** events that came before this run and are not handled yet */
  pending?: CaseEvent[];
  /** ids of what the run before has accepted last */
  accepted?: string[];
  /** the demo's clock; absent in production */
  clock?: ClockSpec;
}

export interface CaseWorkflowResult {
  closed: CloseReason | 'not-delinquent';
}

/** What a collector or supervisor who asked for something is told: where the case stands now. */
export interface UpdateAnswer {
  state: CaseState | null;
  next: Instruction | null;
}

/** What a case is waiting for, since when, until when, by which rule, and what comes next, for whoever asks. */
export interface CaseStatus extends UpdateAnswer {
  words: Record<LanguageTag, string>;
  /** null: no case is open yet */
  explanation: Explanation | null;
  /** events that have come in and are not decided on yet */
  waitingEvents: number;
}

type Signals = { [Type in SignalType]: SignalDefinition<[CaseEventOf<Type>]> };
type Updates = { [Type in UpdateType]: UpdateDefinition<UpdateAnswer, [CaseEventOf<Type>]> };

/** What core systems report, by the type of the event. */
export const caseSignals: Signals = {
  overdue: defineSignal('reportOverdue'),
  payment: defineSignal('reportPayment'),
  rating: defineSignal('reportRating'),
  'external-debt': defineSignal('reportExternalDebt'),
  'macro-alert': defineSignal('reportMacroAlert'),
  'payment-reversed': defineSignal('reportPaymentReversal'),
  'customer-hold': defineSignal('reportCustomerHold'),
  'complaint-answered': defineSignal('reportComplaintAnswered'),
  'legal-progress': defineSignal('reportLegalProgress'),
  'loan-change': defineSignal('reportLoanChange'),
  'customer-reply': defineSignal('reportCustomerReply'),
  'delivery-report': defineSignal('reportDelivery'),
};

/** What people ask, by the type of the event. */
export const caseUpdates: Updates = {
  promise: defineUpdate('promiseToPay'),
  grace: defineUpdate('requestGrace'),
  dispute: defineUpdate('disputeDebt'),
  'plan-proposal': defineUpdate('proposePlan'),
  'resolve-dispute': defineUpdate('resolveDispute'),
  cease: defineUpdate('ceaseContact'),
  attorney: defineUpdate('appointAttorney'),
  vulnerability: defineUpdate('reportVulnerability'),
  bankruptcy: defineUpdate('reportBankruptcy'),
  death: defineUpdate('reportDeath'),
  moratorium: defineUpdate('notifyMoratorium'),
  complaint: defineUpdate('recordComplaint'),
  'lift-hold': defineUpdate('liftHold'),
  pause: defineUpdate('pauseCase'),
  resume: defineUpdate('resumeCase'),
  approval: defineUpdate('decideApproval'),
  close: defineUpdate('closeCase'),
  reassign: defineUpdate('reassignCase'),
  settlement: defineUpdate('offerSettlement'),
  note: defineUpdate('addNote'),
  message: defineUpdate('sendMessage'),
  'change-strategy': defineUpdate('changeStrategy'),
  call: defineUpdate('beginCall'),
  'call-outcome': defineUpdate('reportCallOutcome'),
  task: defineUpdate('reportTask'),
  'letter-outcome': defineUpdate('reportLetterOutcome'),
  'risk-alert': defineUpdate('takeRiskAlert'),
};

/** All of them take an event, and each gets only its own: what the compiler cannot follow through a list. */
export const allSignals = Object.values(caseSignals) as unknown as SignalDefinition<[CaseEvent]>[];
export const allUpdates = Object.values(caseUpdates) as unknown as UpdateDefinition<
  UpdateAnswer,
  [CaseEventOf<UpdateType>]
>[];

/** Its name is what to ask for in the Temporal UI and on its command line. */
export const statusQuery = defineQuery<CaseStatus>('status');
