import { ladderOf } from '../strategy/ladder.ts';
import { systemEntry, type CaseContext } from './context.ts';
import { daysLate } from './days-late.ts';
import type { TimelineEntry } from './decision.ts';
import type { CaseFacts } from './facts.ts';
import { accountForFreeze } from './holds.ts';
import type { CaseState } from './state.ts';

/**
 * Brings the state up to what the books say now: a payment counts whoever reported it. When the oldest instalments
 * are paid, the debt is younger than the ladder thinks; the case goes on at the rung of its new lateness, since
 * somebody who is 18 days late is reminded and not left alone until a court date.
 *
 * @returns the state, and what is to be recorded
 */
export function showBooks(
  before: CaseState,
  { delinquency, paidMinor }: CaseFacts,
  { strategy, now }: CaseContext,
): { state: CaseState; entries: TimelineEntry[] } {
  const { arrearsMinor, oldestDueOn } = delinquency;
  const state = accountForFreeze({ ...before, arrearsMinor, oldestDueOn, paidMinor }, now);
  const younger = oldestDueOn !== null && before.oldestDueOn !== null && oldestDueOn > before.oldestDueOn;
  if (!younger || state.closed) return { state, entries: [] };
  const late = daysLate(state, now);
  const rung = ladderOf(strategy, state.tier).findIndex((candidate) => candidate.onDay > late);
  const replanned = { ...state, shiftDays: 0 };
  if (rung === -1 || rung >= state.rung) return { state: replanned, entries: [] };
  const why = `the oldest unpaid instalment is now of ${oldestDueOn}, ${late} days past due`;
  return {
    state: { ...replanned, rung, fallback: 0 },
    entries: [systemEntry('replanned', { fromRung: state.rung, toRung: rung, daysPastDue: late }, why)],
  };
}
