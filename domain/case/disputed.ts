import { caseWith } from './case-with.ts';
import type { TaskId } from '../ids.ts';
import { formatMoney } from '../money.ts';
import { systemEntry } from './context.ts';
import type { TimelineEntry } from './decision.ts';
import { holdOf, type Hold } from './hold.ts';
import type { CaseState } from './state.ts';

/**
 * What of a debt is in dispute as the books change. Payments count for what is not disputed first, so a payment
 * changes nothing in the amount (and a payment that bounces brings nothing back into it); a correction of the books
 * counts for what is disputed first.
 */

/**
 * Brings the disputed amount up to the books. All of a debt in dispute stays all of it when more falls due. When the
 * books owe less without a payment they were corrected: what was upheld is gone from them first, then what is in
 * dispute; a dispute of which nothing is left is settled.
 *
 * @param before as the last decision left it, @param state with the books of now
 */
export function showDispute(
  before: Pick<CaseState, 'arrearsMinor' | 'paidMinor'>,
  state: CaseState,
): { state: CaseState; entries: TimelineEntry[]; tasksClosed: TaskId[] } {
  const dispute = holdOf(state, 'dispute');
  if (state.closed || (!dispute && state.disputedMinor === 0)) return unchanged(state);
  if (dispute?.whole) return unchanged(caseWith(state, { disputedMinor: state.arrearsMinor }));
  // What has fallen due in all, paid or not. An instalment that falls due between the same two decisions hides as much
  // of a correction: then more stays left out, never less.
  const owedLess = before.arrearsMinor + before.paidMinor - (state.arrearsMinor + state.paidMinor);
  const correctedMinor = Math.min(Math.max(0, owedLess), state.disputedMinor);
  if (correctedMinor === 0) return unchanged(state);
  const disputedMinor = state.disputedMinor - correctedMinor;
  const upheldMinor = Math.max(0, (dispute?.upheldMinor ?? 0) - correctedMinor);
  const data = { correctedMinor, disputedMinor };
  const corrected = formatMoney(correctedMinor, state.currency);
  if (dispute && disputedMinor <= upheldMinor) {
    const holds = state.holds.filter((hold) => hold !== dispute);
    return {
      state: caseWith(state, { disputedMinor, holds }),
      entries: [systemEntry('dispute-settled', data, `the books were corrected by ${corrected}`)],
      tasksClosed: dispute.taskId ? [dispute.taskId] : [],
    };
  }
  const holds = state.holds.map((hold) => (hold === dispute ? withUpheld(dispute, upheldMinor) : hold));
  return {
    state: caseWith(state, { disputedMinor, holds }),
    entries: [systemEntry('books-corrected', data, `the books owe ${corrected} less of what is left out`)],
    tasksClosed: [],
  };
}

function withUpheld({ upheldMinor: _before, ...dispute }: Hold, upheldMinor: number): Hold {
  return upheldMinor > 0 ? { ...dispute, upheldMinor } : dispute;
}

function unchanged(state: CaseState) {
  return { state, entries: [], tasksClosed: [] };
}
