import type { Rejection } from '../failures.ts';
import type { StaffRole } from './staff.ts';

/** Who may say that somebody is absent, and who may have a team's work shared out. */

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

const leads = ({ role, regions }: Asker, region: string): boolean =>
  role === 'manager' || (role === 'supervisor' && regions.includes(region));

function refused({ actor, role, regions }: Asker, only: string): Rejection {
  const known = role === undefined ? 'not known as one' : `a ${role} of ${regions.join(', ')}`;
  return { rule: 'NotSupervisor', message: `${only}; ${actor} is ${known}.` };
}
