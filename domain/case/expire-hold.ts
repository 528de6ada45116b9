import { DAY_MS } from '../calendar.ts';
import { formatMoney } from '../money.ts';
import { accepted, systemEntry, taskOf, type CaseContext, type Transition } from './context.ts';
import { liftHold, placeHold } from './holds.ts';
import { holdOf, type CaseState, type HoldKind } from './state.ts';

/** @returns the state after a hold has run out, and what that means */
export function expireHold(
  state: CaseState,
  kind: HoldKind,
  context: CaseContext,
): Extract<Transition, { state: CaseState }> {
  const { now, sequence, strategy } = context;
  const hold = holdOf(state, kind);
  if (kind !== 'dispute' || !hold) {
    const why = kind === 'hardship-review' ? 'nobody decided in time: declined' : 'its time is over';
    return accepted(liftHold(state, kind, now), systemEntry('hold-ended', { hold: kind }, why), {
      tasksClosed: hold?.taskId ? [hold.taskId] : [],
    });
  }
  // A debt in dispute is not collected because a supervisor was slow: the hold stays and the task comes back.
  const untilMs = now + strategy.disputeDays * DAY_MS;
  const task = taskOf(state, 'dispute-resolution', sequence);
  const amount = formatMoney(state.disputedMinor, state.currency);
  return accepted(
    placeHold(state, { ...hold, untilMs, taskId: task }, now),
    systemEntry('dispute-overdue', { untilMs }, 'not resolved in time: escalated, the amount stays left out'),
    {
      tasksClosed: hold.taskId ? [hold.taskId] : [],
      tasksOpened: [
        {
          taskId: task,
          kind: 'dispute-resolution',
          dueAtMs: untilMs,
          summary: `Overdue: resolve the dispute of ${amount}`,
        },
      ],
    },
  );
}
