import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { AlertActivities, TellRegionInput } from '../activities/alert-types.ts';

export type { TellRegionInput };

/**
 * Walks a whole region; a heartbeat carries how far it came, so a worker that dies loses a page. It is repeated for
 * hours: what a region is not told of nobody else tells it.
 */
const { tellRegion } = proxyActivities<AlertActivities>({
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '2 minutes',
  scheduleToCloseTimeout: '20 hours',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/** An alert about a region's economy reaches every case that is open there: each is scored anew. */
export async function tellRegionWorkflow(input: TellRegionInput): Promise<{ casesTold: number }> {
  const { region, event } = input;
  const alert = `**${event.indicator}** in region **${region}** is '${event.level}' as of ${event.asOf}`;
  setCurrentDetails(`${alert}: telling every open case`);
  const told = await tellRegion(input);
  setCurrentDetails(`${alert}: ${told.casesTold} cases told`);
  return told;
}
