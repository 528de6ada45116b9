import { DAY_MS } from '../calendar.ts';
import type { LegalContext } from './decision.ts';
import { joined, moved, taskOf, toEnd, type Moved } from './open-step.ts';
import type { LegalState } from './state.ts';
import { declineSettlement } from './transition.ts';
import { STEP_NAMES } from './words.ts';

export interface LegalDeadline {
  atMs: number;
  of: 'step' | 'settlement';
  /** one line */
  name: string;
  why: string;
}

/** @returns what falls due next; undefined only for an action that has ended */
export function nextDeadline(state: LegalState): LegalDeadline | undefined {
  if (state.ended) return undefined;
  const { step, settlement } = state;
  if (settlement && settlement.dueAtMs <= step.dueAtMs) {
    const why = 'the time to approve the settlement ends';
    return { atMs: settlement.dueAtMs, of: 'settlement', name: 'approval of the settlement', why };
  }
  const again = step.attempt > 1 ? ` ${step.attempt}` : '';
  const why = `the deadline of the step '${step.name}'`;
  return { atMs: step.dueAtMs, of: 'step', name: `${STEP_NAMES[step.name]}${again}`, why };
}

/**
 * A deadline has passed. What waits for an approval is declined; work is escalated and gets a new deadline, since
 * neither a court nor an insolvent debtor becomes any faster by it being forgotten.
 */
export function missDeadline(state: LegalState, { of }: LegalDeadline, context: LegalContext): Moved {
  const { now, policy } = context;
  const entry = (type: string, data: Record<string, unknown>, why: string) => ({
    entries: [{ type, actor: 'system', data: { legalId: state.legalId, ...data }, why }],
  });
  const declined = 'nobody approved in time: declined';
  if (of === 'settlement') {
    const without = declineSettlement(state);
    return joined(without, moved(without.state, entry('legal-settlement-declined', {}, declined)));
  }
  const { step } = state;
  if (step.name === 'approval') {
    const end = toEnd(state, 'declined', context);
    const missed = moved(end.state, entry('legal-overdue', { step: step.name }, declined));
    const both = joined(missed, end);
    return { ...both, state: end.state };
  }
  const escalations = step.escalations + 1;
  const dueAtMs = now + policy.escalateDays * DAY_MS;
  const escalated = { ...state, step: { ...step, escalations, dueAtMs } };
  const why = `not done in time: escalated, with ${policy.escalateDays} days more`;
  return moved(escalated, {
    ...entry('legal-overdue', { step: step.name, escalations, dueAtMs }, why),
    tasksOpened: [taskOf(escalated)],
  });
}
