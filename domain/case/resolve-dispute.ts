import { caseWith } from './case-with.ts';
import { ladderOf } from '../strategy/ladder.ts';
import type { CaseContext } from './context.ts';
import { daysLate } from './days-late.ts';
import { liftHold } from './holds.ts';
import { holdOf } from './hold.ts';
import { collectableMinor, type CaseState } from './state.ts';

/** How a dispute is decided; of `partly` the part that the customer was right about, minor units. */
export type Resolution =
  { outcome: 'upheld' } | { outcome: 'rejected' } | { outcome: 'partly'; amountMinor: number };

/**
 * Ends the open dispute. What the customer was right about stays out of collection until the books are corrected,
 * with what earlier disputes left out; the rest is owed again.
 */
export function resolveDispute(state: CaseState, resolution: Resolution, context: CaseContext): CaseState {
  const upheldBefore = holdOf(state, 'dispute')?.upheldMinor ?? 0;
  const disputedMinor = leftOutBy(state, upheldBefore, resolution);
  const lifted = liftHold(caseWith(state, { disputedMinor }), 'dispute', context.now);
  const nothingLeft = resolution.outcome !== 'rejected' && collectableMinor(lifted) === 0;
  return nothingLeft ? toReview(lifted, context) : lifted;
}

function leftOutBy(state: CaseState, upheldBefore: number, resolution: Resolution): number {
  switch (resolution.outcome) {
    case 'upheld':
      return state.disputedMinor;
    case 'rejected':
      return upheldBefore;
    case 'partly':
      return upheldBefore + resolution.amountMinor;
  }
}

/** @returns the state with nothing left to do but the supervisor's review */
function toReview(state: CaseState, { strategy, now }: CaseContext): CaseState {
  const ladder = ladderOf(strategy, state.tier);
  const rung = ladder.length - 1;
  // Whatever day the ladder has for it: nobody waits half a year for a review of nothing.
  const early = Math.max(0, (ladder[rung]?.onDay ?? 0) + state.shiftDays - daysLate(state, now));
  const notBefore = { atMs: now, why: 'the dispute was upheld', reason: { kind: 'dispute-upheld' as const } };
  return caseWith(state, { rung, fallback: 0, shiftDays: state.shiftDays - early, notBefore });
}
