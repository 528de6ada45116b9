import { ladderOf } from '../../strategy/ladder.ts';
import { answerAsk } from '../answer-ask.ts';
import { approvedOnce, askOf, withoutAsk } from '../asks.ts';
import { checkApproval } from '../checks/approval.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import { daysLate } from '../days-late.ts';
import type { CaseEventOf } from '../events.ts';
import { liftHold } from '../holds.ts';
import { collectableMinor, type CaseState, type OpenAsk } from '../state.ts';
import { grantGrace } from './grace.ts';

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
    // Upheld: the amount stays out of collection. Rejected: it is owed again, but for what was upheld before.
    const disputedMinor = event.approved ? state.disputedMinor : (hold.upheldMinor ?? 0);
    const lifted = liftHold({ ...state, disputedMinor }, 'dispute', now);
    const nothingLeft = event.approved && collectableMinor(lifted) === 0;
    return accepted(nothingLeft ? toReview(lifted, context) : lifted, entry, tasks);
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

/** @returns the state with nothing left to do but the supervisor's review */
function toReview(state: CaseState, { strategy, now }: CaseContext): CaseState {
  const ladder = ladderOf(strategy, state.tier);
  const rung = ladder.length - 1;
  // Whatever day the ladder has for it: nobody waits half a year for a review of nothing.
  const early = Math.max(0, (ladder[rung]?.onDay ?? 0) + state.shiftDays - daysLate(state, now));
  const notBefore = { atMs: now, why: 'the dispute was upheld' };
  return { ...state, rung, fallback: 0, shiftDays: state.shiftDays - early, notBefore };
}
