import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { savePortfolio } from '../../db/portfolio-repository.ts';
import { RiskModelRepository } from '../../db/risk-model-repository.ts';
import { DAY_MS } from '../../domain/calendar.ts';
import { ensureTrainSchedule, trainNow } from '../../worker/train-schedule.ts';
import { booksOfHabits } from '../setup/books-of-habits.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { LiveCases } from '../setup/live-cases.ts';

/** The whole of a training: Schedule, workflow, worker, its thread, and the model that counts afterwards. */

const WITHIN = { timeout: 55_000, interval: 200 };

const id = `train-${process.pid}`;
let database: TestDatabase;
let cases: LiveCases;

beforeAll(async () => {
  database = await createTestDatabase();
  const address = inject('temporalAddress');
  cases = await LiveCases.create({ address, databaseUrl: database.url, dayMs: DAY_MS });
  await savePortfolio(
    cases.database.pool,
    cases.encryption,
    booksOfHabits({ loans: 150, key: 'schedule', asOf: '2026-11-01' }),
  );
  await cases.startWorker();
});
afterAll(async () => {
  await cases.temporal.schedule
    .getHandle(id)
    .delete()
    .catch(() => undefined);
  await cases.close();
  await database.drop();
});

const deps = () => ({ client: cases.temporal, taskQueue: cases.taskQueue });

test('the schedule of every week trains and publishes a model', async () => {
  await ensureTrainSchedule(deps(), id);
  await ensureTrainSchedule(deps(), id);
  const schedule = cases.temporal.schedule.getHandle(id);
  const { spec, policies } = await schedule.describe();
  expect(spec.calendars?.[0]).toMatchObject({ dayOfWeek: [{ start: 'SUNDAY' }], hour: [{ start: 2 }] });
  expect(policies.overlap).toBe('SKIP');
  await schedule.trigger();
  const models = new RiskModelRepository(cases.database.pool);
  await expect.poll(() => models.current(), WITHIN).toBe(1);
  expect(await models.list({ limit: 5 })).toMatchObject([
    { version: 1, state: 'published', current: true, trainedBy: 'schedule' },
  ]);
}, 60_000);

test('whoever does not want to wait for it gets the same at once', async () => {
  const report = await trainNow(deps(), 'mia');
  expect(report).toMatchObject({ loans: 150, result: 'published', model: 'bank-2' });
  expect(report.why).toContain('beside');
  expect(JSON.stringify(report).length).toBeLessThan(2_000);
}, 60_000);
