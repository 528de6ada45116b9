import type { CaseEvent } from '../case/events.ts';
import type { Due } from './agenda.ts';

/** @returns what supervisors say to something that is asked: as many as it takes to approve it, or one who does not */
export function approvalsOf({ taskId, approved, persons }: Extract<Due, { kind: 'approval' }>): CaseEvent[] {
  const why = approved ? 'in order' : 'not in order';
  return Array.from({ length: approved ? persons : 1 }, (_, index) => {
    const by = `supervisor-${index + 1}`;
    return { type: 'approval', id: `${taskId}:${by}`, by, taskId, approved, why };
  });
}
