import type { LegalPolicy } from '../strategy/schema.ts';
import type { LegalState } from './state.ts';

/**
 * @param claimMinor minor units
 * @returns how many different persons have to approve that a claim of this size goes to court
 */
export function personsNeeded(claimMinor: number, policy: Pick<LegalPolicy, 'twoPersonsFromMinor'>): 1 | 2 {
  return claimMinor >= policy.twoPersonsFromMinor ? 2 : 1;
}

/** @returns whether enough different persons have approved a claim as large as it is now */
export function isApproved(
  state: Pick<LegalState, 'claimMinor' | 'approvedBy'>,
  policy: LegalPolicy,
): boolean {
  return new Set(state.approvedBy).size >= personsNeeded(state.claimMinor, policy);
}
