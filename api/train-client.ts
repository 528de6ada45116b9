import type { Client } from '@temporalio/client';
import { TRAIN_SCHEDULE_ID } from '../domain/ids.ts';
import type { trainModelWorkflow } from '../workflows/train-model-workflow.ts';

/** What people read of a training run in a list of workflows. */
export const TRAIN_SUMMARY = 'Train the risk model from the past of all loans';

/** Starts a training run; whoever asks meanwhile gets the same. @param by who asks */
export function startTraining({ client, taskQueue }: { client: Client; taskQueue: string }, by: string) {
  return client.workflow.start<typeof trainModelWorkflow>('trainModelWorkflow', {
    taskQueue,
    workflowId: `${TRAIN_SCHEDULE_ID}-now`,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [{ by }],
    staticSummary: TRAIN_SUMMARY,
  });
}
