import type { Hold } from './hold.ts';
import type { CaseState } from './state.ts';

/** @returns the disputed amount that is overdue now, minor units: what is said of it is never above the arrears */
export function disputedShownMinor(state: Pick<CaseState, 'arrearsMinor' | 'disputedMinor'>): number {
  return Math.min(state.arrearsMinor, state.disputedMinor);
}

/** @returns what a supervisor has still to decide, minor units; without what earlier disputes left out for good */
export function disputedPartMinor(state: CaseState, dispute: Hold | undefined): number {
  return dispute ? Math.max(0, state.disputedMinor - (dispute.upheldMinor ?? 0)) : 0;
}
