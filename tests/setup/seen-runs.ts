import { activityInfo } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { History } from './history.ts';

/** Every run of every workflow that a test's worker has worked for: cases, their later runs, and whatever they start. */
export class SeenRuns {
  private readonly runs = new Map<string, { workflowId: string; runId: string }>();

  /** To be called in every activity. */
  note(): void {
    const run = activityInfo().workflowExecution;
    if (run) this.runs.set(run.runId, run);
  }

  /** @returns the histories of the runs so far, to be replayed */
  async histories(client: Client): Promise<{ workflowId: string; history: History }[]> {
    return Promise.all(
      [...this.runs.values()].map(async ({ workflowId, runId }) => ({
        workflowId,
        history: await client.workflow.getHandle(workflowId, runId).fetchHistory(),
      })),
    );
  }
}
