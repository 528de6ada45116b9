import type { CaseLegalAction, CaseState } from './state.ts';

/** @returns the legal action that is approved or under way, if there is one */
export function legalActionOf({ legalAction }: Pick<CaseState, 'legalAction'>): CaseLegalAction | undefined {
  return legalAction && !legalAction.ended ? legalAction : undefined;
}

/** @returns whether the ladder waits at the rung that it stands on for the approval of legal action */
export function awaitsLegalApproval({ asks, rung }: Pick<CaseState, 'asks' | 'rung'>): boolean {
  return (asks ?? []).some(({ about }) => about.kind === 'legal-approval' && about.rung === rung);
}
