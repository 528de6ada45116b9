import { notFound } from '../../failures.ts';
import type { Script } from '../script.ts';
import { arrangements } from './arrangements.ts';
import { calls } from './calls.ts';
import { letters } from './letters.ts';
import { reminders } from './reminders.ts';

/**
 * The scripts of the built-in strategies and of the messages beside them, as a decent bank writes. `arrears migrate`
 * publishes those that a database does not have; what customers get is always read from there.
 */
export const builtInScripts: readonly Script[] = [...reminders, ...calls, ...letters, ...arrangements];

const byId = new Map(builtInScripts.map((script) => [script.id, script]));

/** @returns a script as the product ships it, for audits and benches. @throws NotFound */
export function scriptOf(id: string): Script {
  const script = byId.get(id);
  if (!script) throw notFound(`there is no built-in script '${id}'`);
  return script;
}
