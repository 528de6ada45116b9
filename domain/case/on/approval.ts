import { answerAsk } from '../answer-ask.ts';
import { approvedOnce, askOf, withoutAsk } from '../asks.ts';
import { checkApproval } from '../checks/approval.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { grantGrace } from '../grace.ts';
import { liftHold } from '../holds.ts';
import { answerReview } from '../review-hold.ts';
import { resolveDispute } from '../resolve-dispute.ts';
import type { CaseState, OpenAsk } from '../state.ts';

export function onApproval(
  state: CaseState,
  event: CaseEventOf<'approval'>,
  context: CaseContext,
): Transition {
  const rejection = checkApproval(state, event);
  const ask = askOf(state, event.taskId);
  if (!rejection && ask) return onAsk(state, ask, event, context);
  const hold = state.holds.find((held) => held.taskId === event.taskId);
  if (rejection || !hold?.taskId) return { rejection: rejection ?? TASK_GONE };
  const { now } = context;
  const entry = entryOf(
    event,
    { taskId: event.taskId, approved: event.approved, hold: hold.kind },
    event.why,
  );
  const tasks = { tasksClosed: [hold.taskId] };
  if (hold.kind === 'dispute') {
    const outcome = event.approved ? 'upheld' : 'rejected';
    return accepted(resolveDispute(state, { outcome }, context), entry, tasks);
  }
  if (hold.review) {
    const { state: after, effects } = answerReview(state, hold, event, context);
    return accepted(after, entry, { ...effects, ...tasks });
  }
  const lifted = liftHold(state, hold.kind, now);
  const days = hold.requestedDays;
  return accepted(event.approved && days ? grantGrace(lifted, days, event.by, now) : lifted, entry, tasks);
}

/** One of two approvals waits for the other; a rejection or the last approval ends the ask. */
function onAsk(
  state: CaseState,
  ask: OpenAsk,
  event: CaseEventOf<'approval'>,
  context: CaseContext,
): Transition {
  const { approved, by, taskId, why } = event;
  const entry = entryOf(event, { taskId, approved, ask: ask.kind }, why);
  if (approved && ask.approvedBy.length + 1 < ask.persons) {
    return accepted(approvedOnce(state, taskId, by), entry);
  }
  const { state: after, effects } = answerAsk(withoutAsk(state, taskId), ask, { approved, by }, context);
  const tasksClosed = effects.tasksClosed === 'all' ? 'all' : [ask.taskId, ...effects.tasksClosed];
  return { state: after, effects: { ...effects, entries: [entry, ...effects.entries], tasksClosed } };
}

const TASK_GONE = { rule: 'TaskNotOpen', message: 'The task is not open on this case.' } as const;
