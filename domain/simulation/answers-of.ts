import type { CallResult } from '../case/events/calls.ts';
import type { CaseEventOf } from '../case/events.ts';
import type { ContactId } from '../ids.ts';
import type { Due } from './agenda.ts';

/** What the bank's staff say, as the events of a case. */

/** @returns what supervisors say to something that is asked: as many as it takes to approve it, or one who does not */
export function approvalsOf({
  taskId,
  approved,
  persons,
}: Extract<Due, { kind: 'approval' }>): CaseEventOf<'approval'>[] {
  const why = approved ? 'in order' : 'not in order';
  return Array.from({ length: approved ? persons : 1 }, (_, index) => {
    const by = `supervisor-${index + 1}`;
    return { type: 'approval', id: `${taskId}:${by}`, by, taskId, approved, why };
  });
}

/** @returns what a collector notes of a call */
export function outcomeOf(callId: ContactId, outcome: CallResult): CaseEventOf<'call-outcome'> {
  const id = `outcome:${callId}:${outcome.result}`;
  return { type: 'call-outcome', id, by: 'collector-1', callId, outcome };
}
