import { entryRung, ladderOf } from '../strategy/ladder.ts';
import type { Strategy } from '../strategy/schema.ts';
import { daysLate } from './days-late.ts';
import { legalActionOf } from './legal-action.ts';
import { leastAfter } from './rescore.ts';
import type { CaseState } from './state.ts';

/**
 * Where a case goes on when it changes to the ladder of another strategy: at the rung that its lateness has reached,
 * after what was done on the day of the last step, never back behind what was done, and never to court unless a letter
 * was sent.
 *
 * @param state on its rung of the ladder of `from`
 * @param now epoch milliseconds
 * @returns index into the ladder of `to`, of the tier of the case
 * @example 12 days late, the call of day 12 made, next ladder [3, 7, 10, 14]: 3, the rung of day 14
 */
export function rungThatFits(
  state: CaseState,
  { from, to, now }: { from: Strategy; to: Strategy; now: number },
): number {
  const ladder = ladderOf(to, state.tier);
  const last = ladder.length - 1;
  const taken = ladderOf(from, state.tier)[state.rung - 1];
  // While the case stands still its ladder does not get later.
  const late = daysLate(state, state.frozenSinceMs ?? now) - state.shiftDays;
  const after = taken ? ladder.findIndex(({ onDay }) => onDay > taken.onDay) : 0;
  const fits = Math.max(entryRung(ladder, late), after === -1 ? last : after);
  const letter = ladder.findIndex((rung) => rung.do === 'letter');
  const wanted = state.letter || letter === -1 ? fits : Math.min(fits, letter);
  const sued = legalActionOf(state)?.openedAtMs !== undefined;
  const least = Math.max(
    taken && (taken.do === 'remind' || taken.do === 'call') ? leastAfter(ladder, taken.do) : 0,
    state.letter ? leastAfter(ladder, 'letter') : 0,
    sued ? leastAfter(ladder, 'legal') : 0,
  );
  return Math.min(last, Math.max(wanted, least));
}
