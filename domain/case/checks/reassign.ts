import type { StaffRole } from '../../assignment/staff.ts';
import type { Rejection } from '../../failures.ts';
import { refuse } from './refuse.ts';

/** @returns why a case cannot be given to somebody, or undefined: it goes to collectors who are there */
export function checkCollector(person: {
  userId: string;
  role: StaffRole;
  active: boolean;
}): Rejection | undefined {
  const { userId, role, active } = person;
  if (role !== 'collector') {
    return refuse('CollectorNotAvailable', `${userId} is a ${role}: a case is given to a collector.`);
  }
  return active
    ? undefined
    : refuse('CollectorNotAvailable', `${userId} is not active: give the case to somebody who is there.`);
}
