import type { Rejection } from '../failures.ts';
import type { Officer } from '../scripts/publication.ts';

/**
 * @param what in words, default provision rates
 * @returns why somebody may not publish what managers publish, or undefined
 */
export function checkManager({ actor, role }: Officer, what = 'provision rates'): Rejection | undefined {
  if (role === 'manager') return undefined;
  const message = `Only a manager publishes ${what}; ${actor} is ${role ? `a ${role}` : 'not known as one'}.`;
  return { rule: 'NotManager', message };
}
