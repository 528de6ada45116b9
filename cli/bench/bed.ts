import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import {
  bundleWorkflowCode,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import type { ChannelAdapter } from '../../activities/channels/ports.ts';
import { nullChannel } from '../../activities/channels/sandbox.ts';
import { CaseClient } from '../../api/case-client.ts';
import { createRunDir } from '../../config/paths.ts';
import { startPostgres } from '../../config/embedded/postgres.ts';
import { startTemporal, type SearchAttributeType } from '../../config/embedded/temporal.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { FieldEncryption } from '../../db/field-encryption.ts';
import { migrate } from '../../db/migrate.ts';
import { businessTime, type Clock, type ClockSpec } from '../../domain/clock.ts';
import { workerOptions } from '../../worker/options.ts';
import { searchAttributeTypes } from '../../workflows/search-attributes.ts';
import type { Cleanup } from '../cleanup.ts';

/** Where a benchmark runs: throw-away servers of its own on this machine, ours and the bare engine on the same. */
export interface BenchBed {
  client: Client;
  database: Database;
  databaseUrl: string;
  temporalAddress: string;
  caseClient: CaseClient;
  clock: Clock;
  encryption: FieldEncryption;
  /** options of a worker for cases, whose channels take everything and send nothing */
  caseWorker: WorkerOptions;
  /** runs both workers while `work` is under way */
  withWorkers<T>(work: () => Promise<T>): Promise<T>;
}

export const CASE_QUEUE = 'bench-cases';
export const BARE_QUEUE = 'bench-bare';

export interface BedOptions {
  cleanup: Cleanup;
  clock?: ClockSpec;
  /** takes every message of a case; default: one that does nothing */
  channel?: ChannelAdapter;
  /** the bare worker's activity; default: nothing */
  noop?: () => Promise<void>;
  onProgress: (text: string) => void;
}

/** Starts everything; all of it is stopped by `cleanup`. */
export async function openBed(options: BedOptions): Promise<BenchBed> {
  const { cleanup, clock: spec, onProgress, channel = nullChannel, noop } = options;
  quietRuntime();
  onProgress('Starting PostgreSQL and Temporal for the benchmark');
  const dir = createRunDir('bench');
  const postgres = await startPostgres({ dataDir: `${dir}/postgres`, ephemeral: true });
  cleanup.add('PostgreSQL', () => postgres.stop());
  const temporal = await startTemporal({
    dataDir: `${dir}/temporal`,
    ephemeral: true,
    headless: true,
    searchAttributes: searchAttributeTypes as Record<string, SearchAttributeType>,
    onProgress,
  });
  cleanup.add('Temporal', () => temporal.stop());
  await migrate(postgres.url);
  const database = createDatabase(postgres.url, { maxConnections: 20, pipelined: true });
  cleanup.add('database connections', () => database.close());
  const connection = await NativeConnection.connect({ address: temporal.address });
  const client = new Client({ connection: await Connection.connect({ address: temporal.address }) });
  const clock: Clock = { now: () => businessTime(Date.now(), spec), ...(spec && { spec }) };
  const encryption = new FieldEncryption([{ id: 'bench', key: randomBytes(32) }]);
  const caseWorker = await workerOptions({
    connection,
    namespace: 'default',
    taskQueue: CASE_QUEUE,
    database,
    encryption,
    clock,
    channels: () => channel,
  });
  const bareWorker = { ...caseWorker, ...(await bareParts(noop)) };
  return {
    client,
    database,
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    clock,
    encryption,
    caseWorker,
    caseClient: new CaseClient({ client, taskQueue: CASE_QUEUE, clock }),
    async withWorkers(work) {
      const workers = [await Worker.create(caseWorker), await Worker.create(bareWorker)];
      const running = Promise.all(workers.map((worker) => worker.run()));
      try {
        return await work();
      } finally {
        for (const worker of workers) worker.shutdown();
        await running;
      }
    },
  };
}

/** The bare worker differs from ours in what it runs and in nothing else. */
export async function bareParts(noop: () => Promise<void> = () => Promise.resolve()) {
  const workflowsPath = fileURLToPath(new URL('./bare-workflows.ts', import.meta.url));
  const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  return {
    taskQueue: BARE_QUEUE,
    workflowBundle: await bundleWorkflowCode({ workflowsPath, logger: silent }),
    activities: { noop },
  };
}

export function quietRuntime(): void {
  Runtime.install({
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.error, error: console.error },
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
  });
}
