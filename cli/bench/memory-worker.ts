import { randomBytes } from 'node:crypto';
import { NativeConnection, Worker } from '@temporalio/worker';
import { nullChannel } from '../../activities/channels/sandbox.ts';
import { createDatabase } from '../../db/client.ts';
import { FieldEncryption } from '../../db/field-encryption.ts';
import { workerOptions } from '../../worker/options.ts';
import { bareParts, CASE_QUEUE, quietRuntime } from './bed.ts';

/** A worker in a process of its own, so that what it holds can be read off. Talks to `bench memory` by messages. */

export interface WorkerTask {
  databaseUrl: string;
  temporalAddress: string;
  /** ours, or the same worker with workflows that do nothing */
  runs: 'cases' | 'bare';
}

export interface MemoryReport {
  rssBytes: number;
  /** workflows held in memory */
  cached: number;
  /** workflow tasks under way */
  underWay: number;
}

process.once('message', (task: WorkerTask) => void serve(task));

async function serve({ databaseUrl, temporalAddress, runs }: WorkerTask): Promise<void> {
  // It ends on SIGTERM, which the SDK's runtime sees to, and with the bench, however that one ends.
  quietRuntime();
  process.on('disconnect', () => process.exit(1));
  const database = createDatabase(databaseUrl, { pipelined: true });
  const ours = await workerOptions({
    connection: await NativeConnection.connect({ address: temporalAddress }),
    namespace: 'default',
    taskQueue: CASE_QUEUE,
    database,
    encryption: new FieldEncryption([{ id: 'bench', key: randomBytes(32) }]),
    clock: { now: () => Date.now() },
    channels: () => nullChannel,
  });
  const worker = await Worker.create(runs === 'cases' ? ours : { ...ours, ...(await bareParts()) });
  process.on('message', (request) => {
    if (request === 'report') process.send?.(measure(worker));
  });
  const running = worker.run();
  process.send?.({ maxCached: ours.maxCachedWorkflows });
  await running;
  await database.close();
  process.exit(0);
}

/** The collection is of this thread; that of the workflows has its own, and is measured as it comes. */
function measure(worker: Worker): MemoryReport {
  globalThis.gc?.();
  const { numCachedWorkflows, numInFlightWorkflowActivations } = worker.getStatus();
  return {
    rssBytes: process.memoryUsage.rss(),
    cached: numCachedWorkflows,
    underWay: numInFlightWorkflowActivations,
  };
}
