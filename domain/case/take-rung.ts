import { caseWith } from './case-with.ts';
import { preferredInstant, restUntil } from './planning.ts';
import type { CaseContext } from './context.ts';
import type { CaseState } from './state.ts';

/** @returns the state after a rung: the next one is due, but not at once */
export function takeRung(state: CaseState, rung: number, { strategy, now }: CaseContext): CaseState {
  const days = strategy.minGapDays;
  const taken = caseWith(state, { rung: rung + 1, fallback: 0 });
  const why = `at least ${days} days between two steps`;
  return restUntil(taken, preferredInstant(state, now, days, strategy), why, { kind: 'gap', days });
}
