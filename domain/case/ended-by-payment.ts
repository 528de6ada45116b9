import type { CaseState } from './state.ts';

/** @returns whether the case has ended because something was paid, and not because somebody has decided so alone */
export function endedByPayment({ closed, settlement }: Pick<CaseState, 'closed' | 'settlement'>): boolean {
  return closed?.reason === 'cured' || (closed?.reason === 'settled' && settlement !== undefined);
}
