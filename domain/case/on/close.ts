import { DAY_MS } from '../../calendar.ts';
import { askSupervisors } from '../asks.ts';
import { checkClose } from '../checks/close.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { closeCase } from '../settle-books.ts';
import type { CaseState } from '../state.ts';

export function onClose(state: CaseState, event: CaseEventOf<'close'>, context: CaseContext): Transition {
  const rejection = checkClose(state, event);
  if (rejection) return { rejection };
  const { now, strategy } = context;
  const { twoPersonsFromMinor = Infinity, answerDays } = strategy.authority;
  if (state.arrearsMinor >= twoPersonsFromMinor) {
    const about = { kind: 'close-approval', reason: event.reason } as const;
    const ask = { kind: about.kind, dueAtMs: now + answerDays * DAY_MS, askedBy: event.by, about } as const;
    const summary = `Approve that the case ends as ${event.reason}`;
    // Whoever asks for it is the first of the two.
    const asked = askSupervisors(state, { ...ask, persons: 1 }, summary, context);
    const entry = entryOf(event, { reason: event.reason }, `${event.why}; a second person has to approve`);
    return accepted(asked.state, entry, { tasksOpened: asked.tasksOpened });
  }
  return accepted(closeCase(state, event.reason, now), entryOf(event, { reason: event.reason }, event.why), {
    tasksClosed: 'all',
  });
}
