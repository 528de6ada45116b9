import type { CaseContext, Effects } from './context.ts';
import type { CaseEventOf } from './events.ts';
import { changesOf, endLegalHold, keepHold, withHold, withoutHold } from './legal-holds.ts';
import { isLegalHold, type Hold, type LegalHold } from './hold.ts';
import type { CaseState } from './state.ts';

/** What a supervisor has decided about a hold that has no end of its own: lifted, or kept until the next review. */
export function answerReview(
  state: CaseState,
  hold: Hold | LegalHold,
  { approved, id, why }: Pick<CaseEventOf<'approval'>, 'approved' | 'id' | 'why'>,
  { now, strategy }: CaseContext,
): { state: CaseState; effects: Pick<Effects, 'legalHolds'> } {
  if (!approved) {
    const kept = keepHold(hold, strategy.holds.reviewDays, now);
    return { state: withHold(state, kept, now), effects: { legalHolds: changesOf(kept, id) } };
  }
  if (!isLegalHold(hold)) return { state: withoutHold(state, hold, now), effects: {} };
  const ended = endLegalHold(state, hold, { changedBy: id, why }, now);
  return { state: ended.state, effects: { legalHolds: ended.effects.legalHolds ?? [] } };
}
