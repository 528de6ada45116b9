import { randomBytes } from 'node:crypto';
import { NativeConnection, Worker } from '@temporalio/worker';
import { nullChannel } from '../../activities/channels/sandbox.ts';
import { createDatabase } from '../../db/client.ts';
import { FieldEncryption } from '../../db/field-encryption.ts';
import { workerOptions } from '../../worker/options.ts';
import { CASE_QUEUE, quietRuntime } from './bed.ts';

/** A worker in a process of its own, so that what it holds can be read off. Talks to `bench memory` by messages. */

export interface WorkerTask {
  databaseUrl: string;
  temporalAddress: string;
}

export interface MemoryReport {
  rssBytes: number;
  heapBytes: number;
  cachedWorkflows: number;
  /** workflow tasks under way */
  handled: number;
}

process.once('message', (task: WorkerTask) => void serve(task));

async function serve({ databaseUrl, temporalAddress }: WorkerTask): Promise<void> {
  quietRuntime();
  const database = createDatabase(databaseUrl, { pipelined: true });
  const worker = await Worker.create(
    await workerOptions({
      connection: await NativeConnection.connect({ address: temporalAddress }),
      namespace: 'default',
      taskQueue: CASE_QUEUE,
      database,
      encryption: new FieldEncryption([{ id: 'bench', key: randomBytes(32) }]),
      clock: { now: () => Date.now() },
      channels: () => nullChannel,
    }),
  );
  process.on('SIGTERM', () => worker.shutdown());
  process.on('message', (request) => {
    if (request === 'report') process.send?.(measure(worker));
  });
  const running = worker.run();
  process.send?.('ready');
  await running;
  await database.close();
  process.exit(0);
}

function measure(worker: Worker): MemoryReport {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const status = worker.getStatus();
  return {
    rssBytes: rss,
    heapBytes: heapUsed,
    cachedWorkflows: status.numCachedWorkflows,
    handled: status.numInFlightWorkflowActivations,
  };
}
