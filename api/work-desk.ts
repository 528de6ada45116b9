import { checkCompletion, LEADS, type Asker } from '../domain/assignment/who-leads.ts';
import type { Rejection } from '../domain/failures.ts';
import type { RouteDeps } from './ports.ts';
import { refuseIf } from './script-desk.ts';

type DeskDeps = Pick<RouteDeps, 'people'>;

/**
 * Has a rule asked about whoever wants something of a team. A bank that keeps no people who lead leaves it to its own
 * systems who may.
 *
 * @throws `Rejected.<Rule>`
 */
export async function refuseUnlessLead(
  deps: DeskDeps,
  actor: string,
  check: (asker: Asker) => Rejection | undefined,
): Promise<void> {
  const refused = check(await askerOf(deps, actor));
  if (refused && (await keepsLeads(deps))) refuseIf(refused);
}

/**
 * Whoever is in the bank's books completes no task of others unless they lead; of whom it does not know, a bank that keeps
 * no people who lead leaves it to its own systems who may.
 *
 * @throws `Rejected.TaskNotYours`
 */
export async function refuseUnlessTheirs(
  deps: DeskDeps,
  actor: string,
  task: { taskId: string; assignee: string | null; region: string },
): Promise<void> {
  const asker = await askerOf(deps, actor);
  const refused = checkCompletion(asker, task);
  if (refused && (asker.role !== undefined || (await keepsLeads(deps)))) refuseIf(refused);
}

async function askerOf({ people }: DeskDeps, actor: string): Promise<Asker> {
  const person = await people.person(actor);
  if (!person?.active) return { actor, regions: [] };
  const { role, region, regions } = person;
  return { actor, role, regions: [...new Set([region, ...regions])] };
}

async function keepsLeads({ people }: DeskDeps): Promise<boolean> {
  for (const role of LEADS) {
    const found = await people.people({ role, active: true }, { after: undefined, limit: 1 });
    if (found.length > 0) return true;
  }
  return false;
}
