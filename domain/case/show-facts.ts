import type { TaskId } from '../ids.ts';
import type { CaseContext } from './context.ts';
import type { TimelineEntry } from './decision.ts';
import { showDispute } from './disputed.ts';
import type { CaseFacts } from './facts.ts';
import { accountForFreeze } from './holds.ts';
import { showBooks } from './show-books.ts';
import { showHolds } from './show-holds.ts';
import type { CaseState } from './state.ts';

/**
 * Brings the state up to the facts before anything is decided: the holds of the customer, the books, and what of
 * them is in dispute.
 *
 * @returns the state, what is to be recorded, and tasks that are done by it
 */
export function showFacts(
  before: CaseState,
  facts: CaseFacts,
  context: CaseContext,
): { state: CaseState; entries: TimelineEntry[]; tasksClosed: TaskId[] } {
  const held = showHolds(before, facts);
  const books = showBooks(held.state, facts, context);
  const disputed = showDispute(before, books.state);
  return {
    state: accountForFreeze(disputed.state, context.now),
    entries: [...held.entries, ...books.entries, ...disputed.entries],
    tasksClosed: [...held.tasksClosed, ...disputed.tasksClosed],
  };
}
