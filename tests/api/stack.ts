import { Worker } from '@temporalio/worker';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../api/app.ts';
import { CaseClient } from '../../api/case-client.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { businessTime, type Clock, type ClockSpec } from '../../domain/clock.ts';
import { workerOptions } from '../../worker/options.ts';
import { createTestDatabase } from '../setup/database.ts';
import { quietWorkers } from '../setup/quiet.ts';
import { testEncryption } from '../setup/seed.ts';
import { connectTestTemporal, type TestTemporal } from '../setup/temporal.ts';
import { beijing } from '../domain/fixtures.ts';

/** Everything real: database, Temporal, the API without a socket, and workers. */
export interface Stack {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly temporal: TestTemporal;
  readonly clock: Clock & { spec: ClockSpec };
  readonly encryption: ReturnType<typeof testEncryption>;
  /** Put before every loan id: workflow ids are shared with the files that run beside. */
  readonly prefix: string;
  startWorker(): Promise<void>;
  close(): Promise<void>;
}

/** The Sunday on which business time begins, late in the morning. */
export const TODAY = '2026-11-01';

/** @param speed business milliseconds per real millisecond */
export async function startStack(speed: number): Promise<Stack> {
  quietWorkers();
  const testDatabase = await createTestDatabase();
  const temporal = await connectTestTemporal();
  const database = createDatabase(testDatabase.url, { maxConnections: 30, pipelined: true });
  const spec = { realStartMs: Date.now(), virtualStartMs: beijing(TODAY, '10:00'), speed };
  const clock = { now: () => businessTime(Date.now(), spec), spec };
  const encryption = testEncryption();
  const { client, taskQueue } = temporal;
  const app = buildApp({
    database,
    encryption,
    clock,
    caseClient: new CaseClient({ client, taskQueue, clock }),
  });
  const workers: { worker: Worker; running: Promise<void> }[] = [];
  return {
    app,
    database,
    databaseUrl: testDatabase.url,
    temporal,
    clock,
    encryption,
    prefix: taskQueue,
    async startWorker() {
      const connection = temporal.nativeConnection;
      const deps = { connection, namespace: 'default', taskQueue, database, encryption, clock };
      const worker = await Worker.create(await workerOptions(deps));
      workers.push({ worker, running: worker.run() });
    },
    async close() {
      for (const { worker, running } of workers) {
        worker.shutdown();
        await running;
      }
      await app.close();
      await database.close();
      await temporal.close();
      await testDatabase.drop();
    },
  };
}
