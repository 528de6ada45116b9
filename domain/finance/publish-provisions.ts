import type { Rejection } from '../failures.ts';
import type { Officer } from '../scripts/publication.ts';

/** @returns why somebody may not publish what is set aside for loans, or undefined */
export function checkManager({ actor, role }: Officer): Rejection | undefined {
  if (role === 'manager') return undefined;
  const message = `Only a manager publishes provision rates; ${actor} is ${role ? `a ${role}` : 'not known as one'}.`;
  return { rule: 'NotManager', message };
}
