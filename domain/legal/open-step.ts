import { DAY_MS } from '../calendar.ts';
import { legalTaskId } from '../ids.ts';
import type { LegalPolicy } from '../strategy/schema.ts';
import { isApproved } from './approvals.ts';
import type { LegalContext, LegalEffects } from './decision.ts';
import type { LegalState, OpenStep } from './state.ts';
import type { LegalEnd, LegalStep, StopReason } from './steps.ts';
import { END_WORDS, STEP_NAMES, STEP_TASKS } from './words.ts';

export interface Moved {
  state: LegalState;
  effects: LegalEffects;
}

/** @returns a change of state that records what it is given */
export function moved(state: LegalState, effects: Partial<LegalEffects> = {}): Moved {
  return { state, effects: { entries: [], tasksOpened: [], tasksClosed: [], documents: [], ...effects } };
}

/** @returns both, one after the other */
export function joined({ state, effects: first }: Moved, { effects: second }: Moved): Moved {
  return {
    state,
    effects: {
      entries: [...first.entries, ...second.entries],
      tasksOpened: [...first.tasksOpened, ...second.tasksOpened],
      tasksClosed: [...first.tasksClosed, ...second.tasksClosed],
      documents: [...first.documents, ...second.documents],
    },
  };
}

function daysFor(step: LegalStep, policy: LegalPolicy): number {
  return {
    notice: policy.noticeDays,
    approval: policy.approvalDays,
    filing: policy.filingDays,
    preservation: policy.preservationDays,
    hearing: policy.hearingDays,
    judgment: policy.judgmentDays,
    appeal: policy.confirmDays,
    enforcement: policy.enforcementDays,
    withdrawal: policy.withdrawalDays,
  }[step];
}

/** Tells the tasks of one decision apart. */
export const STEP_TASK = 1;
export const SETTLEMENT_TASK = 2;

/**
 * @param notBeforeMs the step cannot end before; its deadline counts from then
 * @returns the step as it is opened, in place of any other
 */
export function stepOf(
  { legalId }: Pick<LegalState, 'legalId'>,
  name: LegalStep,
  { policy, now, sequence }: LegalContext,
  { attempt = 1, notBeforeMs }: { attempt?: number; notBeforeMs?: number | undefined } = {},
): OpenStep {
  const waits = notBeforeMs !== undefined && notBeforeMs > now;
  return {
    name,
    taskId: legalTaskId(legalId, sequence, STEP_TASK),
    openedAtMs: now,
    ...(waits && { notBeforeMs }),
    dueAtMs: (waits ? notBeforeMs : now) + daysFor(name, policy) * DAY_MS,
    attempt,
    escalations: 0,
    documents: 0,
  };
}

/** @returns the task of the open step, as it reads now */
export function taskOf({ step }: Pick<LegalState, 'step'>) {
  const again = step.attempt > 1 ? ` (${step.attempt}. time)` : '';
  const late = step.escalations > 0 ? `Overdue (${step.escalations}): ` : '';
  return {
    taskId: step.taskId,
    kind: `legal-${step.name}` as const,
    dueAtMs: step.dueAtMs,
    summary: `${late}${STEP_TASKS[step.name]}${again}`,
  };
}

/** @returns the action at its next step; the task of the step before is closed */
export function toStep(
  state: LegalState,
  name: LegalStep,
  context: LegalContext,
  options?: Parameters<typeof stepOf>[3],
): Moved {
  const at = { ...state, step: stepOf(state, name, context, options) };
  // Two moves in one decision share the task's id: what was opened first was never seen.
  const closed = state.step.taskId === at.step.taskId ? [] : [state.step.taskId];
  return moved(at, { tasksOpened: [taskOf(at)], tasksClosed: closed });
}

/** @returns the action at filing, once enough persons have approved a claim of this size; else at their approval */
export function toFiling(state: LegalState, context: LegalContext, attempt = 1): Moved {
  if (!isApproved(state, context.policy)) return toStep(state, 'approval', context);
  return toStep(state, 'filing', context, { attempt, notBeforeMs: state.answerUntilMs });
}

/** @returns the action at its end: nothing is left to do */
export function toEnd(state: LegalState, reason: LegalEnd, { now }: LegalContext): Moved {
  const { settlement, ...rest } = state;
  return moved(
    { ...rest, ended: { reason, atMs: now } },
    {
      entries: [
        {
          type: 'legal-ended',
          actor: 'system',
          data: { legalId: state.legalId, reason, step: STEP_NAMES[state.step.name] },
          why: END_WORDS[reason],
        },
      ],
      tasksClosed: [state.step.taskId, ...(settlement ? [settlement.taskId] : [])],
    },
  );
}

/** @returns the action that is given up: what a court knows of is withdrawn first, anything else ends at once */
export function toStop(state: LegalState, reason: StopReason, context: LegalContext): Moved {
  if (state.ended || state.stopping) return moved(state);
  const { settlement, ...rest } = state;
  const tasksClosed = settlement ? [settlement.taskId] : [];
  const stopping = moved(rest, { tasksClosed });
  if (!state.filed) {
    const end = toEnd(rest, reason, context);
    return joined(end, stopping);
  }
  const withdrawal = toStep({ ...rest, stopping: reason }, 'withdrawal', context);
  return joined(withdrawal, stopping);
}
