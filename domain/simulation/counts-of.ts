import type { Decision } from '../case/decision.ts';
import type { CaseState } from '../case/state.ts';
import type { ResponseModel } from './response-model.ts';
import type { Metric } from './tally.ts';

/**
 * @param before the state that it was made in; null: it opens the case
 * @returns what a decision adds to the counts; what a message costs depends on whether it arrives, and is not in it
 */
export function countsOf(
  before: CaseState | null,
  { state, calls = [], entries }: Decision,
  { costMinor, legalCostMinor }: Pick<ResponseModel, 'costMinor' | 'legalCostMinor'>,
): [Metric, number][] {
  const counts: [Metric, number][] = [['decisions', 1]];
  for (const { type } of entries) if (type === 'contact-denied') counts.push(['denied', 1]);
  for (const { begun } of calls) if (begun) counts.push(['voice', 1], ['cost', costMinor.voice]);
  if (!state) return counts;
  if (state.closed?.reason === 'cured' && !before?.closed) counts.push(['cures', 1]);
  if (state.promise && state.promise.id !== before?.promise?.id) counts.push(['promises', 1]);
  const kept = state.keptPromises - (before?.keptPromises ?? 0);
  if (kept > 0) counts.push(['promisesKept', kept]);
  if (state.legalAction?.openedAtMs !== undefined && before?.legalAction?.openedAtMs === undefined) {
    counts.push(['legal', 1], ['cost', legalCostMinor]);
  }
  return counts;
}
