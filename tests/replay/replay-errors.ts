import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { History } from '../setup/history.ts';

/** @returns the histories that the bundle would not have made, by the names of their workflows, each with its error */
export async function replayErrors(
  workflowBundle: WorkflowBundleWithSourceMap,
  histories: readonly { workflowId: string; history: History }[],
): Promise<Map<string, Error>> {
  const errors = new Map<string, Error>();
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, [...histories])) {
    if (error) errors.set(workflowId, error);
  }
  return errors;
}
