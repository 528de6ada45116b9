import type { EventAnswer, TimelineEntry } from '../case/decision.ts';
import type { CloseReason } from '../case/state.ts';
import type { CaseId, CustomerId, LegalId, LegalTaskId, LoanId } from '../ids.ts';
import type { LegalPolicy } from '../strategy/schema.ts';
import type { LegalDocument } from './events.ts';
import type { LegalState } from './state.ts';
import type { LegalEnd, LegalStep } from './steps.ts';

/** What goes into one decision of a legal action, and what comes out of it. */

/** What the case knew when it opened the action. */
export interface LegalOpening {
  legalId: LegalId;
  caseId: CaseId;
  loanId: LoanId;
  customerId: CustomerId;
  zone: string;
  region: string;
  currency: string;
  strategy: string;
  approvedBy: string[];
  openedAtMs: number;
}

/** What the case says at one instant; read in the transaction that decides. */
export interface LegalFacts {
  arrearsMinor: number;
  /** absent: the case is open */
  closed?: CloseReason;
}

export interface LegalContext {
  policy: LegalPolicy;
  /** epoch milliseconds */
  now: number;
  /** number of the decision being made */
  sequence: number;
}

export interface LegalTaskOpening {
  taskId: LegalTaskId;
  kind: `legal-${LegalStep | 'settlement'}`;
  dueAtMs: number;
  summary: string;
}

/** A document, and the step it was added to. */
export interface AddedDocument extends LegalDocument {
  step: LegalStep;
  addedBy: string;
}

/** What a change of state brings with it. */
export interface LegalEffects {
  entries: TimelineEntry[];
  tasksOpened: LegalTaskOpening[];
  tasksClosed: LegalTaskId[];
  documents: AddedDocument[];
}

/** What the workflow does next; the only thing it branches on. */
export type LegalInstruction =
  | { kind: 'wait'; untilMs: number; step: string; summary: string; why: string }
  | { kind: 'end'; reason: LegalEnd; summary: string };

/** What the case is to hear. */
export interface LegalProgress {
  step: LegalStep;
  ended?: LegalEnd;
}

/** What goes back into history. */
export interface LegalDecisionResult {
  state: LegalState;
  instruction: LegalInstruction;
  answers: EventAnswer[];
  /** absent: nothing that concerns the case */
  tell?: LegalProgress;
}

/** The whole decision, as it is written to the database. */
export interface LegalDecision extends LegalDecisionResult, LegalEffects {}
