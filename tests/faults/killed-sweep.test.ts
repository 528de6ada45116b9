import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SweepReport } from '../../activities/sweep.ts';
import { addDays, localDate } from '../../domain/calendar.ts';
import { ZONE } from '../domain/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { LiveCases } from '../setup/live-cases.ts';
import { seedLoans } from '../setup/seed.ts';
import { seededRandom, startChild, type Child } from './children.ts';

/** More than two of the sweep's batches. */
const DELINQUENT = 450;
const random = seededRandom(Number(process.env['ARREARS_FAULT_SEED'] ?? 1));

let database: TestDatabase;
let cases: LiveCases;
const children: Child[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  cases = await LiveCases.create({
    // As slow as life: nothing is due while the test runs.
    ...{ address: inject('temporalAddress'), databaseUrl: database.url, dayMs: 86_400_000 },
  });
});
afterAll(async () => {
  for (const child of children) await child.kill();
  await cases.close();
  await database.drop();
});

function startSweep(): Child {
  const asOf = localDate(cases.clock.now(), ZONE);
  const child = startChild('sweep-child.ts', {
    ...{ address: inject('temporalAddress'), databaseUrl: database.url, taskQueue: cases.taskQueue },
    ...{ clock: cases.clock.spec, asOf },
  });
  children.push(child);
  return child;
}

async function wholeSweep(): Promise<SweepReport> {
  const child = startSweep();
  const line = await child.printed('report ');
  await child.ended;
  return JSON.parse(line.slice('report '.length)) as SweepReport;
}

test('a sweep is killed half-way, three times: each delinquent loan has one case and one workflow', async () => {
  const today = localDate(cases.clock.now(), ZONE);
  const { orm } = cases.database;
  const ids = (name: string, count: number) =>
    Array.from({ length: count }, (_, i) => ({ loanId: `${name}-${i}` }));
  const { encryption } = cases;
  await seedLoans({ orm, encryption, loans: ids('SWEEP', DELINQUENT), today, daysPastDue: 5 });
  const current = ids('CURRENT', 20).map((loan) => ({
    ...loan,
    instalments: [{ dueOn: addDays(today, 5), amountMinor: 100 }],
  }));
  await seedLoans({ orm, encryption, loans: current, today });

  for (let kill = 0; kill < 3; kill += 1) {
    const child = startSweep();
    // The first is killed while its first workflows are being started, the others somewhere after.
    if (kill === 0) await untilSome('cases');
    else await child.printed('started ');
    await sleep(random() * 60);
    await child.kill();
  }
  const opened = await count('cases');
  expect(opened).toBeGreaterThan(0);

  const report = await wholeSweep();
  expect(report).toMatchObject({ delinquent: DELINQUENT, opened: DELINQUENT - opened, alreadyOpen: opened });
  expect(await wholeSweep()).toEqual({
    ...{ delinquent: DELINQUENT, opened: 0, alreadyOpen: DELINQUENT, started: 0 },
  });

  const { rows } = await cases.database.pool.query(
    `SELECT count(*)::int AS cases, count(DISTINCT loan_id)::int AS loans, count(started_at)::int AS started,
       (SELECT count(*)::int FROM case_decisions) AS decisions FROM cases`,
  );
  expect(rows).toEqual([
    { cases: DELINQUENT, loans: DELINQUENT, started: DELINQUENT, decisions: DELINQUENT },
  ]);
  const running = await listed();
  expect(running).toHaveLength(DELINQUENT);
  expect(new Set(running)).toEqual(new Set(ids('SWEEP', DELINQUENT).map(({ loanId }) => `case-${loanId}`)));
});

async function count(table: 'cases'): Promise<number> {
  const { rows } = await cases.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0]?.n ?? 0;
}

async function untilSome(table: 'cases'): Promise<void> {
  while ((await count(table)) === 0) await sleep(5);
}

/** Ids of all runs on our task queue, closed ones included, once the list has caught up; ended while at it. */
async function listed(): Promise<string[]> {
  const query = `TaskQueue="${cases.taskQueue}"`;
  await expect
    .poll(async () => (await cases.temporal.workflow.count(query)).count, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(DELINQUENT);
  const ids: string[] = [];
  for await (const { workflowId } of cases.temporal.workflow.list({ query })) ids.push(workflowId);
  for (const id of ids) await cases.temporal.workflow.getHandle(id).terminate('the test is over');
  return ids;
}
