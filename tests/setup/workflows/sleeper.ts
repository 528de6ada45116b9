import { sleep } from '@temporalio/workflow';

/** Sleeps for some days and says how long that was by its own clock. */
export async function sleeperWorkflow(days: number): Promise<number> {
  const startMs = Date.now();
  await sleep(days * 86_400_000);
  return Date.now() - startMs;
}
