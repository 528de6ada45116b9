import { fileURLToPath } from 'node:url';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSkippingClock, uniqueTaskQueue } from '../setup/temporal.ts';
import type { sleeperWorkflow } from '../setup/workflows/sleeper.ts';

let environment: TestWorkflowEnvironment;

beforeAll(async () => {
  environment = await createSkippingClock();
});

afterAll(async () => {
  await environment?.teardown();
});

test('thirty days pass while nobody waits', async () => {
  const taskQueue = uniqueTaskQueue();
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('../setup/workflows/sleeper.ts', import.meta.url)),
  });
  const sleptMs = await worker.runUntil(
    environment.client.workflow.execute<typeof sleeperWorkflow>('sleeperWorkflow', {
      taskQueue,
      workflowId: taskQueue,
      args: [30],
    }),
  );
  expect(sleptMs).toBeGreaterThanOrEqual(30 * 86_400_000);
});
