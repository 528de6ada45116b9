import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { MoveActivities, MoveCasesInput } from '../activities/move-types.ts';

export type { MoveCasesInput };

/**
 * Asks every case of a version, each of which answers with a decision; a heartbeat carries how far it came, so a worker
 * that dies loses a page. A whole book of cases may take hours, and what is not moved now nobody else moves.
 */
const { moveCases } = proxyActivities<MoveActivities>({
  startToCloseTimeout: '24 hours',
  heartbeatTimeout: '5 minutes',
  scheduleToCloseTimeout: '7 days',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/** Running cases go on by another version of their strategy. */
export async function moveCasesWorkflow(input: MoveCasesInput): Promise<{ moved: number; left: number }> {
  setCurrentDetails(`Move **${input.moveId}**: asking every case`);
  const { moved, gone, refused } = await moveCases(input);
  const rules = Object.entries(refused).map(([rule, cases]) => `${cases} refused (${rule})`);
  const left = Object.values(refused).reduce((sum, cases) => sum + cases, 0);
  const said = [`${moved} moved`, `${gone} gone meanwhile`, ...rules].join(', ');
  setCurrentDetails(`Move **${input.moveId}**: ${said}`);
  return { moved, left };
}
