import { ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import { RECONCILE_SCHEDULE_ID } from '../domain/ids.ts';
import type { reconcileContactsWorkflow } from '../workflows/reconcile-contacts-workflow.ts';
import { keepSchedule } from './schedules.ts';

interface ReconcileDeps {
  client: Client;
  taskQueue: string;
}

/**
 * Makes the schedule of the rounds that ask what became of contacts, or brings it up to date. A round that takes longer
 * than a quarter of an hour is followed by the next one after it; one that was missed is made good by the next.
 *
 * @param scheduleId of tests that share a server
 */
export async function ensureReconcileSchedule(
  { client, taskQueue }: ReconcileDeps,
  scheduleId: string = RECONCILE_SCHEDULE_ID,
): Promise<void> {
  await keepSchedule(client, {
    scheduleId,
    spec: { intervals: [{ every: '15 minutes' }] },
    action: {
      type: 'startWorkflow',
      workflowType: 'reconcileContactsWorkflow',
      workflowId: scheduleId,
      taskQueue,
      args: [],
      staticSummary: SUMMARY,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
  });
}

const SUMMARY = 'Ask what became of contacts whose answer was lost';

/** One round now, on a worker, which has the channels to ask; whoever asks meanwhile gets the same round. */
export async function reconcileNow({ client, taskQueue }: ReconcileDeps) {
  return client.workflow.execute<typeof reconcileContactsWorkflow>('reconcileContactsWorkflow', {
    taskQueue,
    workflowId: `${RECONCILE_SCHEDULE_ID}-now`,
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: SUMMARY,
    // An operator waits for it: a round is given up by its own bounds long before.
    workflowExecutionTimeout: '2 hours',
  });
}

/** Workers ask for work at least once a minute; the server goes on listing one that has gone for some minutes. */
const SEEN_WITHIN_S = 90;

/** @returns whether a worker asks for work of that queue */
export async function hasWorker({ client, taskQueue }: ReconcileDeps): Promise<boolean> {
  const { namespace } = client.options;
  // TASK_QUEUE_TYPE_WORKFLOW
  const request = { namespace, taskQueue: { name: taskQueue }, taskQueueType: 1 };
  const { pollers } = await client.workflowService.describeTaskQueue(request);
  const sinceS = Date.now() / 1000 - SEEN_WITHIN_S;
  return (pollers ?? []).some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) > sinceS);
}
