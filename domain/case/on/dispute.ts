import { DAY_MS } from '../../calendar.ts';
import { formatMoney } from '../../money.ts';
import { checkDispute } from '../checks/dispute.ts';
import { accepted, entryOf, taskOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { placeHold } from '../holds.ts';
import { holdOf, type CaseState } from '../state.ts';

export function onDispute(state: CaseState, event: CaseEventOf<'dispute'>, context: CaseContext): Transition {
  const rejection = checkDispute(state, event);
  if (rejection) return { rejection };
  const { now, sequence, strategy } = context;
  const { arrearsMinor, disputedMinor: leftOutMinor } = state;
  const addedMinor = event.amountMinor ?? arrearsMinor;
  const disputedMinor = Math.min(arrearsMinor, leftOutMinor + addedMinor);
  const open = holdOf(state, 'dispute');
  if (open) {
    // What is disputed too joins the open dispute: one task, one deadline.
    const entry = entryOf(event, { disputedMinor, subject: event.subject }, 'joins the dispute that is open');
    return accepted(placeHold({ ...state, disputedMinor }, open, now), entry);
  }
  const upheld = leftOutMinor > 0 ? { upheldMinor: leftOutMinor } : {};
  const untilMs = now + strategy.disputeDays * DAY_MS;
  const task = taskOf(state, 'dispute-resolution', sequence);
  const hold = {
    kind: 'dispute' as const,
    sinceMs: now,
    untilMs,
    owner: 'supervisor',
    taskId: task,
    ...upheld,
  };
  const amount = formatMoney(disputedMinor, state.currency);
  return accepted(
    placeHold({ ...state, disputedMinor }, hold, now),
    entryOf(event, { disputedMinor, subject: event.subject }, `${amount} is left out of what is asked for`),
    {
      tasksOpened: [
        {
          taskId: task,
          kind: 'dispute-resolution',
          dueAtMs: untilMs,
          summary: `Resolve the dispute of ${amount}`,
        },
      ],
    },
  );
}
