import type { CaseId, CustomerId, LegalId, LegalTaskId, LoanId } from '../ids.ts';
import type { LegalEnd, LegalStep, StopReason } from './steps.ts';

/** The state of a legal action: plain JSON, lean, since it travels through history with every decision. */

/** The step that is worked on, with its task. */
export interface OpenStep {
  name: LegalStep;
  taskId: LegalTaskId;
  openedAtMs: number;
  /** its outcome cannot be there any earlier: the debtor's time to answer, the time to appeal */
  notBeforeMs?: number;
  dueAtMs: number;
  /** 1 for the first; a step that did not succeed is taken again */
  attempt: number;
  /** how often its deadline has passed */
  escalations: number;
  /** how many documents were added to it */
  documents: number;
}

/** A settlement that waits for a second person. */
export interface OpenSettlement {
  taskId: LegalTaskId;
  amountMinor: number;
  askedBy: string;
  dueAtMs: number;
}

export interface LegalState {
  legalId: LegalId;
  caseId: CaseId;
  loanId: LoanId;
  customerId: CustomerId;
  /** number of the last decision */
  sequence: number;
  /** the loan's IANA zone */
  zone: string;
  region: string;
  currency: string;
  /** `cn-retail@1`, whose legal policy holds */
  strategy: string;
  openedAtMs: number;
  /** what is overdue, minor units; once the case is closed what was overdue before */
  claimMinor: number;
  /** different persons */
  approvedBy: string[];
  step: OpenStep;
  /** the debtor's time to answer the notice ends then */
  answerUntilMs?: number;
  /** a court has the claim */
  filed: boolean;
  /** property of the debtor is held by order of the court */
  preserved?: true;
  /** 2 after an appeal, whose judgment is final */
  instance: 1 | 2;
  verdict?: 'for' | 'partly' | 'against';
  settlement?: OpenSettlement;
  /** only the withdrawal is left */
  stopping?: StopReason;
  ended?: { reason: LegalEnd; atMs: number };
}
