import { DAY_MS } from '../../calendar.ts';
import { checkGrace } from '../checks/grace.ts';
import { accepted, entryOf, taskOf, type CaseContext, type Transition } from '../context.ts';
import { daysLate } from '../days-late.ts';
import type { CaseEventOf } from '../events.ts';
import { placeHold } from '../holds.ts';
import type { CaseState } from '../state.ts';

export function onGrace(state: CaseState, event: CaseEventOf<'grace'>, context: CaseContext): Transition {
  const rejection = checkGrace(state, event);
  if (rejection) return { rejection };
  const { now, sequence, strategy } = context;
  const policy = strategy.grace;
  const data = { reason: event.reason, days: event.days, ...(event.note && { note: event.note }) };
  const goodRecord =
    state.brokenPromises <= policy.autoMaxBroken && daysLate(state, now) <= policy.autoMaxDaysPastDue;
  if (event.reason === 'force-majeure' && goodRecord) {
    const granted = grantGrace(state, event.days, 'policy', now);
    return accepted(
      granted,
      entryOf(event, data, `granted at once for ${event.days} days: force majeure, good record`),
    );
  }
  const dueAtMs = now + policy.reviewDays * DAY_MS;
  const task = taskOf(state, 'grace-review', sequence);
  const held = placeHold(
    state,
    {
      kind: 'hardship-review',
      sinceMs: now,
      untilMs: dueAtMs,
      owner: 'supervisor',
      taskId: task,
      requestedDays: event.days,
    },
    now,
  );
  const summary = `Decide ${event.days} days of grace (${event.reason}); without an answer it is declined`;
  return accepted(held, entryOf(event, data, `a supervisor decides within ${policy.reviewDays} days`), {
    tasksOpened: [{ taskId: task, kind: 'grace-review', dueAtMs, summary }],
  });
}

export function grantGrace(state: CaseState, days: number, owner: string, now: number): CaseState {
  return placeHold(state, { kind: 'grace', sinceMs: now, untilMs: now + days * DAY_MS, owner }, now);
}
