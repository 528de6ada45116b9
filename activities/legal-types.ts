import type { LegalDecisionResult } from '../domain/legal/decision.ts';
import type { LegalEvent } from '../domain/legal/events.ts';
import type { LegalState } from '../domain/legal/state.ts';
import type { LegalId, LoanId } from '../domain/ids.ts';

/** All that the workflow of a legal action sees of its activities. */

export interface DecideLegalInput {
  legalId: LegalId;
  loanId: LoanId;
  /** null for its first decision */
  state: LegalState | null;
  events: LegalEvent[];
  /** what the workflow takes for now: a worker whose clock is behind must not decide for earlier than that */
  nowMs: number;
}

export interface LegalActivities {
  /** Makes the next decision of a legal action and tells the case what concerns it. Runs as a local activity. */
  decideLegal: (input: DecideLegalInput) => Promise<LegalDecisionResult>;
}
