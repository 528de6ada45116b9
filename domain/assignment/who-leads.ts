import type { Rejection } from '../failures.ts';
import type { StaffRole } from './staff.ts';

/** Who may say that somebody is absent, have a team's work shared out, and report somebody else's task as done. */

/** Whoever asks, as the bank knows them. */
export interface Asker {
  actor: string;
  /** absent: the bank does not know them, or not any more */
  role?: StaffRole;
  /** of their team and whichever they work besides */
  regions: readonly string[];
}

/** Roles that lead; a bank that keeps nobody with one of them in its books has no say in who may. */
export const LEADS: readonly StaffRole[] = ['supervisor', 'manager'];

/**
 * @returns why somebody may not report or cancel an absence, or undefined
 * @example checkAbsence({ actor: 'ann', role: 'collector', regions: ['east'] }, { userId: 'ann', region: 'east' }) // undefined
 */
export function checkAbsence(
  asker: Asker,
  { userId, region }: { userId: string; region: string },
): Rejection | undefined {
  if (asker.actor === userId || leads(asker, region)) return undefined;
  return refused(
    asker,
    `Only ${userId}, a supervisor of ${region} or a manager says when ${userId} is absent`,
  );
}

/** @returns why somebody may not have the work of a region shared out anew, or undefined */
export function checkShareOut(asker: Asker, region: string): Rejection | undefined {
  if (leads(asker, region)) return undefined;
  return refused(asker, `Only a supervisor of ${region} or a manager has its work shared out`);
}

/**
 * Whoever has a task says that it is done; of a task in the queue anybody may.
 *
 * @param task `assignee`: null for the queue; `region`: of its case
 * @returns why somebody may not say that a task is done, or undefined
 * @example checkCompletion({ actor: 'ben', regions: [] }, { taskId: 't', assignee: 'ann', region: 'east' })?.rule // 'TaskNotYours'
 */
export function checkCompletion(
  asker: Asker,
  { taskId, assignee, region }: { taskId: string; assignee: string | null; region: string },
): Rejection | undefined {
  if (assignee === null || assignee === asker.actor || leads(asker, region)) return undefined;
  return {
    rule: 'TaskNotYours',
    message: `Task ${taskId} is given to ${assignee}: they complete it, or a supervisor of ${region} or a manager; ${asker.actor} is ${knownAs(asker)}.`,
  };
}

const leads = ({ role, regions }: Asker, region: string): boolean =>
  role === 'manager' || (role === 'supervisor' && regions.includes(region));

function refused(asker: Asker, only: string): Rejection {
  return { rule: 'NotSupervisor', message: `${only}; ${asker.actor} is ${knownAs(asker)}.` };
}

const knownAs = ({ role, regions }: Asker): string =>
  role === undefined ? 'not known as one' : `a ${role} of ${regions.join(', ')}`;
