import { ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import type { TrainReport } from '../activities/train-types.ts';
import { startTraining, TRAIN_SUMMARY } from '../api/train-client.ts';
import { TRAIN_SCHEDULE_ID } from '../domain/ids.ts';
import type { TrainModelWorkflowInput } from '../workflows/train-model-workflow.ts';
import { keepSchedule } from './schedules.ts';

interface TrainDeps {
  client: Client;
  taskQueue: string;
}

const BY_SCHEDULE: TrainModelWorkflowInput = { by: 'schedule' };

/**
 * Makes the schedule of training, or brings it up to date: once a week, in the night to Sunday (UTC), when the worker has the
 * least to do. A week that was missed is made good when a worker is back within a day; else the next one will do.
 *
 * @param scheduleId of tests that share a server
 */
export async function ensureTrainSchedule(
  { client, taskQueue }: TrainDeps,
  scheduleId: string = TRAIN_SCHEDULE_ID,
): Promise<void> {
  await keepSchedule(client, {
    scheduleId,
    spec: { calendars: [{ dayOfWeek: 'SUNDAY', hour: 2, minute: 15 }], timezone: 'UTC' },
    action: {
      type: 'startWorkflow',
      workflowType: 'trainModelWorkflow',
      workflowId: scheduleId,
      taskQueue,
      args: [BY_SCHEDULE],
      staticSummary: TRAIN_SUMMARY,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
  });
}

/** One training now, on a worker; whoever asks meanwhile gets the same. @returns what came of it */
export async function trainNow(deps: TrainDeps, by: string): Promise<TrainReport> {
  const handle = await startTraining(deps, by);
  return handle.result();
}
