import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import type { ClockSpec } from '../domain/clock.ts';
import type { LegalId, LoanId } from '../domain/ids.ts';
import type { LegalDecisionResult, LegalInstruction } from '../domain/legal/decision.ts';
import type { LegalEventOf, LegalUpdateType } from '../domain/legal/events.ts';
import type { LegalState } from '../domain/legal/state.ts';
import type { LegalEnd } from '../domain/legal/steps.ts';

/** Everything that is said to a running legal action, and what it is started with. */

export interface LegalWorkflowInput {
  legalId: LegalId;
  loanId: LoanId;
  /** the decision a run goes on with; absent in the first */
  decided?: Pick<LegalDecisionResult, 'state' | 'instruction'>;
  /** the demo's clock; absent in production */
  clock?: ClockSpec;
}

export interface LegalWorkflowResult {
  ended: LegalEnd;
}

/** Where the action stands; null before its first decision. */
export interface LegalAnswer {
  state: LegalState | null;
  next: LegalInstruction | null;
}

export interface LegalStatus extends LegalAnswer {
  waitingEvents: number;
}

type Updates = { [Type in LegalUpdateType]: UpdateDefinition<LegalAnswer, [LegalEventOf<Type>]> };

/** What people ask, by the type of the event. */
export const legalUpdates: Updates = {
  complete: defineUpdate('completeStep'),
  document: defineUpdate('addDocument'),
  approval: defineUpdate('decideApproval'),
  settle: defineUpdate('settleClaim'),
  withdraw: defineUpdate('withdrawClaim'),
};

/** What the case reports when it is cured or has ended in another way. */
export const stopSignal = defineSignal<[LegalEventOf<'stop'>]>('stopLegalAction');

/** Each of them gets only its own event: what the compiler cannot follow through a list. */
export const allLegalUpdates = Object.values(legalUpdates) as unknown as UpdateDefinition<
  LegalAnswer,
  [LegalEventOf<LegalUpdateType>]
>[];

export const legalStatusQuery = defineQuery<LegalStatus>('status');
