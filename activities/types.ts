import type { DecisionResult } from '../domain/case/decision.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { CaseId, ContactId, LoanId } from '../domain/ids.ts';

/** All that workflows see of activities. */

export interface DecideInput {
  loanId: LoanId;
  /** null to open a case */
  state: CaseState | null;
  events: CaseEvent[];
  /** what the workflow takes for now: a worker whose clock is behind must not decide for earlier than that */
  nowMs?: number;
}

export interface StepInput {
  loanId: LoanId;
  caseId: CaseId;
  /** of the decision after which the step has become due */
  sequence: number;
  /** what the workflow takes for now */
  nowMs: number;
}

export interface DeliverInput {
  loanId: LoanId;
  caseId: CaseId;
  contactId: ContactId;
  /** instant of the reservation, epoch milliseconds */
  reservedAtMs: number;
  /** of the decision that reserved the contact */
  sequence: number;
}

export interface CaseActivities {
  /** Makes the next decision of a case. Runs as a local activity. */
  decide: (input: DecideInput) => Promise<DecisionResult>;
  /** Does what is due: decides, delivers the contact if the decision reserved one, and decides again. */
  takeStep: (input: StepInput) => Promise<DecisionResult>;
  /** Delivers a reserved contact, records the outcome and makes the decision that follows. */
  deliver: (input: DeliverInput) => Promise<DecisionResult>;
  /** Gives up on a contact whose delivery did not report back: it counts as `unknown` and is never sent again. */
  abandonDelivery: (input: DeliverInput) => Promise<DecisionResult>;
}
