import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { DailyRepository } from '../../db/daily-repository.ts';
import { addDays, localDate, localSecondOfDay } from '../../domain/calendar.ts';
import { scheduleId } from '../../domain/ids.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import { workerOptions } from '../../worker/options.ts';
import { ensureSchedules } from '../../worker/schedules.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { quietWorkers } from '../setup/quiet.ts';
import { seedLoans, testEncryption } from '../setup/seed.ts';
import { uniqueTaskQueue } from '../setup/temporal.ts';

/** A zone in which it is afternoon now, so that no morning is waited for. */
const ZONE = ['Etc/GMT-12', 'Etc/GMT-6', 'UTC', 'Etc/GMT+6'].find((zone) => {
  const hour = localSecondOfDay(Date.now(), zone) / 3600;
  return hour >= 11 && hour < 20;
});

const region = `schedules-${process.pid}`;
const taskQueue = uniqueTaskQueue();
let testDatabase: TestDatabase;
let database: Database;
let connection: Connection;
let client: Client;

beforeAll(async () => {
  quietWorkers();
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url, { pipelined: true });
  connection = await Connection.connect({ address: inject('temporalAddress') });
  client = new Client({ connection });
  const today = localDate(Date.now(), ZONE ?? 'UTC');
  const encryption = testEncryption();
  const loan = { loanId: 'S-1', region, jurisdiction: 'UK', timezone: ZONE ?? 'UTC' };
  const instalments = [{ dueOn: addDays(today, 9), amountMinor: 500 }];
  await seedLoans({ orm: database.orm, encryption, loans: [{ ...loan, instalments }], today });
});
afterAll(async () => {
  await client?.schedule.getHandle(scheduleId(region)).delete();
  await connection?.close();
  await database?.close();
  await testDatabase?.drop();
});

test('a schedule for every region, made once; days that were missed are caught up in order', async () => {
  const deps = { client, taskQueue, daily: new DailyRepository(database.pool) };
  expect(await ensureSchedules(deps)).toEqual([region]);
  expect(await ensureSchedules(deps)).toEqual([region]);
  const handle = client.schedule.getHandle(scheduleId(region));
  const { spec, policies } = await handle.describe();
  expect(spec.timezone).toBe(ZONE);
  expect(policies).toMatchObject({ overlap: 'BUFFER_ALL', catchupWindow: 7 * 86_400_000 });

  const native = await NativeConnection.connect({ address: inject('temporalAddress') });
  const options = await workerOptions({
    ...{ connection: native, namespace: 'default', taskQueue, database, encryption: testEncryption() },
    clock: { now: () => Date.now() },
  });
  const worker = await Worker.create({ ...options, shutdownGraceTime: 0 });
  await worker.runUntil(async () => {
    const zone = ZONE ?? 'UTC';
    const today = localDate(Date.now(), zone);
    const missed = [addDays(today, -2), addDays(today, -1), today];
    await handle.backfill({
      start: new Date(atLocalTime(addDays(today, -2), '00:00', zone)),
      end: new Date(),
      overlap: 'BUFFER_ALL',
    });
    const recorded = async () =>
      (await database.pool.query<{ day: string }>('SELECT day::text FROM loan_days ORDER BY day')).rows.map(
        ({ day }) => day,
      );
    await expect.poll(recorded, { timeout: 60_000 }).toEqual(missed.map((day) => addDays(day, -1)));
  });
  await native.close();
});
