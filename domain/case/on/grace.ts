import { DAY_MS } from '../../calendar.ts';
import { checkGrace } from '../checks/grace.ts';
import { accepted, entryOf, taskOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { grantGrace, hasGoodRecord } from '../grace.ts';
import { placeHold } from '../holds.ts';
import type { CaseState } from '../state.ts';

export function onGrace(state: CaseState, event: CaseEventOf<'grace'>, context: CaseContext): Transition {
  const rejection = checkGrace(state, event);
  if (rejection) return { rejection };
  const { now, sequence, strategy } = context;
  const { reason, days, note, documentIds } = event;
  const data = { reason, days, ...(note && { note }), ...(documentIds && { documentIds }) };
  if (reason === 'force-majeure' && hasGoodRecord(state, context)) {
    const why = `granted at once for ${days} days: force majeure, good record`;
    return accepted(grantGrace(state, days, 'policy', now), entryOf(event, data, why));
  }
  const { reviewDays, whenUnanswered } = strategy.grace;
  const dueAtMs = now + reviewDays * DAY_MS;
  const taskId = taskOf(state, 'grace-review', sequence);
  const hold = {
    kind: 'hardship-review' as const,
    sinceMs: now,
    untilMs: dueAtMs,
    owner: 'supervisor',
    taskId,
    requestedDays: days,
  };
  const otherwise = whenUnanswered === 'grant' ? 'granted' : 'declined';
  const summary = `Decide ${days} days of grace (${reason}); without an answer it is ${otherwise}`;
  return accepted(
    placeHold(state, hold, now),
    entryOf(event, data, `a supervisor decides within ${reviewDays} days`),
    { tasksOpened: [{ taskId, kind: 'grace-review', dueAtMs, summary }] },
  );
}
