import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { TASK_QUEUE } from '../../config/temporal.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { workerOptions } from '../../worker/options.ts';
import { hasWorker } from '../../worker/reconcile-schedule.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { quietWorkers } from '../setup/quiet.ts';
import { seedLoans, testEncryption } from '../setup/seed.ts';
import { runDataCommand } from './run-data-command.ts';

/** Its own: nobody else's worker is to be there, or to get what is started here. */
const NAMESPACE = `contacts-${process.pid}`;

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  quietWorkers();
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url, { pipelined: true });
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  await connection.workflowService.registerNamespace({
    namespace: NAMESPACE,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  // The new namespace comes into the server's cache after a while.
  const isKnown = () =>
    hasWorker({ client: new Client({ connection, namespace: NAMESPACE }), taskQueue: TASK_QUEUE }).then(
      () => true,
      () => false,
    );
  while (!(await isKnown())) await sleep(500);
  await connection.close();
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

const reconcile = (...args: string[]) =>
  runDataCommand(['contacts', 'reconcile', ...args], {
    ...{ DATABASE_URL: testDatabase.url, TEMPORAL_ADDRESS: inject('temporalAddress') },
    TEMPORAL_NAMESPACE: NAMESPACE,
  });

test('without a worker it says what is missing; with one it makes a round and prints its counts', async () => {
  const none = await reconcile();
  expect([none.code, none.stdout]).toEqual([1, '']);
  expect(none.stderr).toMatch(/No worker is running.* start one with `arrears worker`/);

  const encryption = testEncryption();
  await seedLoans({ orm: database.orm, encryption, loans: [{ loanId: 'P-1' }], today: '2026-11-01' });
  // A reminder before the due date whose worker died hours ago, before the sandbox had it.
  await database.pool.query(
    `INSERT INTO contacts (contact_id, reserved_at, sending_at, customer_id, loan_id, channel, purpose, script, rules,
       status)
     SELECT 'due-P-1', at, at, 'C-P-1', 'P-1', 'sms', 'pre-due', 'due-soon', '[]', 'sending'
     FROM (SELECT date_trunc('milliseconds', now() - interval '5 hours') AS at) AS long_ago`,
  );
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  const deps = { connection, namespace: NAMESPACE, taskQueue: TASK_QUEUE, database, encryption };
  const options = await workerOptions({ ...deps, clock: { now: () => Date.now() } });
  const worker = await Worker.create({ ...options, shutdownGraceTime: 0 });
  await worker.runUntil(async () => {
    const first = await reconcile('--json');
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ asked: 1, failed: 1, sent: 0, leftToCases: 0 });
    const second = await reconcile();
    expect([second.code, second.stdout.split('\n')[0]]).toEqual([
      0,
      '0 contacts asked about: 0 had been sent, 0 never had, 0 are unknown from now on, 0 are still unknown, of 0 there was no answer.',
    ]);
  });
  await connection.close();
});
