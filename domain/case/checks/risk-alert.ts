import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import { awaitsLegalApproval, legalActionOf } from '../legal-action.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the case cannot do what a supervisor wants done about an alert, or undefined */
export function checkRiskAlert(
  state: CaseState,
  { action }: Pick<CaseEventOf<'risk-alert'>, 'action'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  if (action === 'compress-ladder') {
    return state.stage === 'legal' || legalActionOf(state) || awaitsLegalApproval(state)
      ? LEGAL_NOT_HURRIED
      : undefined;
  }
  if (action !== 'early-recall') return undefined;
  const asked = state.asks?.find(({ kind }) => kind === 'close-approval');
  return asked && refuse('EndUnderReview', `Task ${asked.taskId} asks how the case ends: decide it first.`);
}

/** Of a case whose next step is in court the strategy knows, and it says the same. */
export const LEGAL_NOT_HURRIED = refuse(
  'LegalNotHurried',
  'The next step of the case is legal action, which is never brought forward: take another action, or dismiss the alert.',
);
