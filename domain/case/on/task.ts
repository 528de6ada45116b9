import type { TaskId } from '../../ids.ts';
import { withoutCallWork } from '../call-step.ts';
import { checkTask } from '../checks/task.ts';
import { withoutErrand } from '../errands.ts';
import { takeRung } from '../take-rung.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { addressFound } from '../letter.ts';
import type { CaseState } from '../state.ts';
import { askGateAgain } from '../unanswered.ts';

/** A task that needs no decision is done, or given back: then somebody else gets it, or the team's queue. */
export function onTask(state: CaseState, event: CaseEventOf<'task'>, context: CaseContext): Transition {
  const rejection = checkTask(state, event);
  if (rejection) return { rejection };
  const taskId = event.taskId as TaskId;
  const entry = entryOf(event, { taskId, action: event.action }, event.why);
  if (event.action === 'decline') {
    return accepted(state, entry, { tasksDeclined: [{ taskId, by: event.by }] });
  }
  const done = { tasksClosed: [taskId] };
  const { callWork } = state;
  if (callWork?.task?.taskId === taskId) {
    // Done otherwise: the customer came to the branch, say. The step is taken.
    return accepted(takeRung(withoutCallWork(state), callWork.rung, context), entry, done);
  }
  const errand = state.errands?.find((known) => known.taskId === taskId);
  const left = withoutErrand(state, taskId);
  if (errand?.kind === 'gate-unanswered') return accepted(askGateAgain(left, context), entry, done);
  if (errand?.kind !== 'find-address') return accepted(left, entry, done);
  return accepted(addressFound(left, context), entry, {
    ...done,
    addresses: [{ kind: 'post', usable: true }],
  });
}
