import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import type { ClockSpec } from '../domain/clock.ts';
import type { CaseEvent, CaseEventOf, SignalType, UpdateType } from '../domain/case/events.ts';
import type { DecisionResult, Instruction } from '../domain/case/decision.ts';
import type { CaseState, CloseReason } from '../domain/case/state.ts';
import type { LoanId } from '../domain/ids.ts';

/** Everything that is said to a running case, and what it is started with. */

export interface CaseWorkflowInput {
  loanId: LoanId;
  /** the decision a case begins or goes on with; absent when its first event is still to be decided */
  decided?: Pick<DecisionResult, 'instruction'> & { state: CaseState };
  /** events that came before this run and are not handled yet */
  pending?: CaseEvent[];
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

/** What a case is doing, for whoever asks. */
export interface CaseStatus extends UpdateAnswer {
  waitingEvents: number;
}

type Signals = { [Type in SignalType]: SignalDefinition<[CaseEventOf<Type>]> };
type Updates = { [Type in UpdateType]: UpdateDefinition<UpdateAnswer, [CaseEventOf<Type>]> };

/** What core systems report, by the type of the event. */
export const caseSignals: Signals = {
  overdue: defineSignal('reportOverdue'),
  payment: defineSignal('reportPayment'),
};

/** What people ask, by the type of the event. */
export const caseUpdates: Updates = {
  promise: defineUpdate('promiseToPay'),
  grace: defineUpdate('requestGrace'),
  dispute: defineUpdate('disputeDebt'),
  approval: defineUpdate('decideApproval'),
  close: defineUpdate('closeCase'),
};

/** All of them take an event, and each gets only its own: what the compiler cannot follow through a list. */
export const allSignals = Object.values(caseSignals) as unknown as SignalDefinition<[CaseEvent]>[];
export const allUpdates = Object.values(caseUpdates) as unknown as UpdateDefinition<
  UpdateAnswer,
  [CaseEventOf<UpdateType>]
>[];

export const statusQuery = defineQuery<CaseStatus>('status');
