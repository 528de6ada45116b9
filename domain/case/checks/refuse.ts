import type { Rejection, RejectionRule } from '../../failures.ts';
import type { CaseState } from '../state.ts';

/** @returns the refusal, by rule and in a sentence for whoever asked */
export const refuse = (rule: RejectionRule, message: string): Rejection => ({ rule, message });

/** @returns the refusal of a case that is closed, or undefined */
export function checkOpen(state: CaseState): Rejection | undefined {
  return state.closed && refuse('CaseClosed', `The case is closed (${state.closed.reason}).`);
}
