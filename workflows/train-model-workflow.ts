import { isCancellation, log, proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { StabilityActivities } from '../activities/stability-types.ts';
import type { TrainActivities, TrainReport } from '../activities/train-types.ts';

export interface TrainModelWorkflowInput {
  /** who asked for it, or the schedule */
  by: string;
}

/**
 * All loans are read and a model is learnt: minutes, an hour for a large bank. A worker that dies is noticed by its
 * heartbeat, and another one begins anew with what the first has begun with: the same seed makes the same model.
 */
const { trainModel } = proxyActivities<TrainActivities>({
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '2 minutes',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});

/** Some thousand loans are read and scored: seconds. What it has not found out in an hour it is not waited for. */
const { checkStability } = proxyActivities<StabilityActivities>({
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout: '2 minutes',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});

/** One training run. A Schedule starts it every week, or somebody who does not want to wait so long. */
export async function trainModelWorkflow({ by }: TrainModelWorkflowInput): Promise<TrainReport> {
  setCurrentDetails(`Learning from the past of all loans, asked for by ${by}`);
  // Of the model that is published until now; the next one is learnt from the loans of now.
  const stability = await saidOfStability();
  if (stability !== undefined) {
    setCurrentDetails(`${stability}\n\nLearning from the past of all loans, asked for by ${by}`);
  }
  const report = await trainModel({ runId: workflowInfo().runId, by });
  setCurrentDetails(detailsOf(report));
  return report;
}

function detailsOf({ model, why, segments }: TrainReport): string {
  if (model === null) return why;
  return `**${model}**: ${why}${segments ? `\n\nSegments: ${segments}.` : ''}`;
}

/** A model that cannot be compared is no reason not to learn another. */
async function saidOfStability(): Promise<string | undefined> {
  try {
    return (await checkStability()).said;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('the published risk model could not be compared with the loans of now', { error });
    return undefined;
  }
}
