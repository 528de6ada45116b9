import { caseWith } from './case-with.ts';
import type { TaskId } from '../ids.ts';
import { systemEntry } from './context.ts';
import type { TimelineEntry } from './decision.ts';
import type { CaseFacts } from './facts.ts';
import { isLegalHold, type LegalHold } from './hold.ts';
import type { CaseState } from './state.ts';

/**
 * Brings the state up to the customer's holds as they stand: what another case of the customer was told, or a
 * register, holds this one from its next decision on, and a case that opens later from its start.
 *
 * @returns the state, its freeze not yet accounted for, what is to be recorded, and tasks of this case that somebody else has done meanwhile
 */
export function showHolds(
  before: CaseState,
  { customer }: Pick<CaseFacts, 'customer'>,
): { state: CaseState; entries: TimelineEntry[]; tasksClosed: TaskId[] } {
  const shown = before.holds.filter(isLegalHold);
  if (before.closed || (shown.length === 0 && customer.holds.length === 0)) {
    return { state: before, entries: [], tasksClosed: [] };
  }
  const known = new Map(shown.map((hold) => [hold.holdId, hold]));
  const standing = new Set(customer.holds.map((hold) => hold.holdId));
  const placed = customer.holds.filter((hold) => !known.has(hold.holdId));
  const ended = shown.filter((hold) => !standing.has(hold.holdId));
  const own = before.holds.filter((hold) => !isLegalHold(hold));
  const stillAsked = new Set(customer.holds.flatMap((hold) => hold.taskId ?? []));
  return {
    state: caseWith(before, { holds: [...own, ...customer.holds] }),
    entries: [
      ...placed.map((hold) => entryOf('customer-hold-placed', hold, 'declared for the customer elsewhere')),
      ...ended.map((hold) => entryOf('customer-hold-ended', hold, 'ended for the customer elsewhere')),
    ],
    tasksClosed: shown.flatMap(({ taskId }) =>
      taskId && !stillAsked.has(taskId) && isOf(before, taskId) ? [taskId] : [],
    ),
  };
}

function entryOf(type: string, { kind, scope, untilMs, channels }: LegalHold, why: string): TimelineEntry {
  return systemEntry(type, { hold: kind, scope, untilAtMs: untilMs, ...(channels && { channels }) }, why);
}

function isOf({ caseId }: CaseState, taskId: TaskId): boolean {
  return taskId.startsWith(`${caseId}.`);
}
