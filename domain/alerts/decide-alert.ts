import type { Rejection } from '../failures.ts';
import type { Officer } from '../scripts/publication.ts';
import type { Alert, AlertAction, AlertState, AlertSubject } from './alert.ts';

/** Who decides what becomes of an alert, and what may be done about it. */

/** What can be done about each kind of subject. */
const ACTIONS: Readonly<Record<AlertSubject['kind'], readonly AlertAction[]>> = {
  loan: ['more-security', 'early-recall', 'compress-ladder'],
  region: ['tell-region'],
  model: ['retrain-model'],
};

/** @returns what may be done about an alert, the proposal first */
export function actionsFor({ subject, proposes }: Pick<Alert, 'subject' | 'proposes'>): AlertAction[] {
  const others = ACTIONS[subject.kind].filter((action) => action !== proposes);
  return [proposes, ...others];
}

/** @returns why somebody may not take or dismiss alerts, or undefined */
export function checkDecider({ actor, role }: Officer): Rejection | undefined {
  if (role === 'supervisor' || role === 'manager') return undefined;
  const message = `Only a supervisor or a manager decides on alerts; ${actor} is ${role ? `a ${role}` : 'not known as one'}.`;
  return { rule: 'NotSupervisor', message };
}

/** An alert as far as deciding on it goes. */
export interface Decidable extends Pick<Alert, 'subject' | 'proposes'> {
  alertId: string;
  state: AlertState;
  taking?: AlertAction;
  decided?: { by: string };
}

/**
 * @param action what is wanted; absent: it is to be dismissed
 * @returns why it cannot be done about the alert now, or undefined
 */
export function checkDecision(
  { alertId, state, taking, decided, ...alert }: Decidable,
  action?: AlertAction,
): Rejection | undefined {
  if (state === 'lapsed') {
    const message = `Alert ${alertId} has lapsed: the case of the loan is closed. It is raised anew when a new case gives cause.`;
    return { rule: 'AlertDecided', message };
  }
  if (state !== 'open') {
    return {
      rule: 'AlertDecided',
      message: `Alert ${alertId} was ${state} by ${decided?.by ?? 'somebody'} already.`,
    };
  }
  const allowed = actionsFor(alert);
  if (action && !allowed.includes(action)) {
    const message = `An alert about a ${alert.subject.kind} is taken with ${allowed.join(', ')}; not with ${action}.`;
    return { rule: 'AlertAction', message };
  }
  if (taking === undefined || taking === action) return undefined;
  const message = `Alert ${alertId} is being taken with ${taking}: look again in a moment, or take it with ${taking} yourself.`;
  return { rule: 'AlertBeingTaken', message };
}

/** @returns the refusal of an alert on a loan that has no open case */
export function withoutCase(loanId: string): Rejection {
  const message = `Loan ${loanId} has no open case, so there is nothing that could be done: dismiss the alert; it is raised anew when the loan gives cause.`;
  return { rule: 'AlertWithoutCase', message };
}
