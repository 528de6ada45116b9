import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ClockSpec } from '../domain/clock.ts';
import type { CaseEvent, CaseEventOf } from '../domain/case/events.ts';
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

export const reportOverdueSignal = defineSignal<[CaseEventOf<'overdue'>]>('reportOverdue');
export const reportPaymentSignal = defineSignal<[CaseEventOf<'payment'>]>('reportPayment');

export const promiseUpdate = defineUpdate<UpdateAnswer, [CaseEventOf<'promise'>]>('promiseToPay');
export const graceUpdate = defineUpdate<UpdateAnswer, [CaseEventOf<'grace'>]>('requestGrace');
export const disputeUpdate = defineUpdate<UpdateAnswer, [CaseEventOf<'dispute'>]>('disputeDebt');
export const approvalUpdate = defineUpdate<UpdateAnswer, [CaseEventOf<'approval'>]>('decideApproval');
export const closeUpdate = defineUpdate<UpdateAnswer, [CaseEventOf<'close'>]>('closeCase');

export const statusQuery = defineQuery<CaseStatus>('status');
