import { DAY_MS } from '../calendar.ts';
import { formatMoney } from '../money.ts';
import { accepted, systemEntry, taskOf, type CaseContext, type Transition } from './context.ts';
import { disputedShownMinor } from './disputed-amount.ts';
import { expireGraceReview } from './grace.ts';
import { liftHold, placeHold } from './holds.ts';
import { HOLD_TASKS } from './legal-reach.ts';
import { changesOf, endLegalHold, reviewTask, withHold } from './legal-holds.ts';
import type { Step } from './next-step.ts';
import { isLegalHold, type Hold, type LegalHold } from './hold.ts';
import type { CaseState } from './state.ts';

type Expired = Extract<Transition, { state: CaseState }>;

/** @returns the state after the time of a hold is over, and what that means */
export function expireHold(
  state: CaseState,
  { hold: kind, holdId }: Pick<Extract<Step, { kind: 'hold-end' }>, 'hold' | 'holdId'>,
  context: CaseContext,
): Expired {
  const { now } = context;
  const hold = state.holds.find((held) =>
    isLegalHold(held) ? held.holdId === holdId : held.kind === kind && holdId === undefined,
  );
  if (!hold) return accepted(state, []);
  if (hold.kind === 'dispute') return escalateDispute(state, hold, context);
  if (hold.review) return askAgain(state, hold, context);
  if (isLegalHold(hold)) {
    const why = 'its time is over';
    const ended = endLegalHold(state, hold, { changedBy: changeOf(state, context), why }, now);
    return accepted(ended.state, systemEntry('hold-ended', { hold: kind }, why), ended.effects);
  }
  if (kind === 'hardship-review') return expireGraceReview(state, hold, context);
  const why = 'its time is over';
  return accepted(liftHold(state, kind, now), systemEntry('hold-ended', { hold: kind }, why), {
    tasksClosed: hold.taskId ? [hold.taskId] : [],
  });
}

/** A hold without an end is never forgotten, and never lifted because nobody looked: a supervisor is asked, again. */
function askAgain(state: CaseState, hold: Hold | LegalHold, context: CaseContext): Expired {
  const { now, strategy } = context;
  const overdue = hold.taskId !== undefined;
  const untilMs = now + strategy.holds.lookDays * DAY_MS;
  const asked = { ...hold, untilMs };
  const what = `${overdue ? 'Overdue: ' : ''}${HOLD_TASKS[taskKindOf(hold)]}`;
  const task = reviewTask(state, asked, what, context);
  const kept = { ...asked, taskId: task.taskId };
  const why = overdue
    ? 'nobody has looked in time: escalated, the hold stays'
    : 'it has no end of its own: a supervisor looks at it again, the hold stays';
  return accepted(
    withHold(state, kept, now),
    systemEntry('hold-review', { hold: hold.kind, taskId: task.taskId, dueAtMs: untilMs }, why),
    {
      tasksClosed: hold.taskId ? [hold.taskId] : [],
      tasksOpened: [task],
      legalHolds: changesOf(kept, changeOf(state, context)),
    },
  );
}

function taskKindOf(hold: Hold | LegalHold): keyof typeof HOLD_TASKS {
  if (isLegalHold(hold)) return hold.kind;
  return hold.kind === 'restructuring' ? hold.kind : 'manual';
}

/** A debt in dispute is not collected because a supervisor was slow: the hold stays and the task comes back. */
function escalateDispute(state: CaseState, hold: Hold, { now, sequence, strategy }: CaseContext): Expired {
  const untilMs = now + strategy.disputeDays * DAY_MS;
  const task = taskOf(state, 'dispute-resolution', sequence);
  const amount = formatMoney(disputedShownMinor(state), state.currency);
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

function changeOf({ caseId }: CaseState, { sequence }: CaseContext): string {
  return `${caseId}.${sequence}`;
}
