import { ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import type { DailyRepository } from '../db/daily-repository.ts';
import { scheduleId } from '../domain/ids.ts';
import type { DailyOperationsInput } from '../workflows/daily-operations-workflow.ts';

/** Hour of the region's morning at which its day begins: payments of the evening are booked by then. */
const HOUR = 5;
const MINUTE = 30;

export interface ScheduleDeps {
  client: Client;
  taskQueue: string;
  daily: Pick<DailyRepository, 'regions' | 'zoneOf'>;
}

/**
 * Makes the schedule of daily operations for every region that has loans, and brings those that are there up to date.
 * Debts age on rest days too, so it runs every day. After an outage the days that were missed are caught up, one
 * after the other, for a week.
 *
 * @returns the regions
 */
export async function ensureSchedules({ client, taskQueue, daily }: ScheduleDeps): Promise<string[]> {
  const regions: string[] = [];
  for (const region of await daily.regions()) {
    const zone = await daily.zoneOf(region);
    if (zone === undefined) continue;
    const input: DailyOperationsInput = { region, zone };
    const options = {
      spec: { calendars: [{ hour: HOUR, minute: MINUTE }], timezone: zone },
      action: {
        type: 'startWorkflow' as const,
        workflowType: 'dailyOperationsWorkflow',
        workflowId: scheduleId(region),
        taskQueue,
        args: [input],
        staticSummary: `Daily operations, region ${region}`,
      },
      policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: '7 days' as const },
    };
    await keepSchedule(client, { scheduleId: scheduleId(region), ...options });
    regions.push(region);
  }
  return regions;
}

/** Makes a schedule, or brings the one that is there up to date. */
export async function keepSchedule(
  client: Client,
  { scheduleId: id, ...options }: ScheduleOptions,
): Promise<void> {
  await client.schedule.create({ scheduleId: id, ...options }).catch(async (error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'ScheduleAlreadyRunning') throw error;
    await client.schedule.getHandle(id).update((previous) => ({ ...previous, ...options }));
  });
}
