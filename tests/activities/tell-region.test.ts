import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAlertActivities } from '../../activities/tell-region.ts';
import type { TellRegionInput } from '../../activities/alert-types.ts';
import type { LoanId } from '../../domain/ids.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { seedLoans, testEncryption } from '../setup/seed.ts';

/** Failures are what the tests are about: they are not told again. */
const logger = new DefaultLogger('ERROR', () => undefined);

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
  const loans = Array.from({ length: 1_202 }, (_, index) => ({ loanId: `L${index + 1}` }));
  const { orm } = database;
  await seedLoans({ orm, encryption: testEncryption(), loans, today: '2026-11-01' });
  // 1,200 open cases in the region, one that is closed, one elsewhere.
  await database.pool.query(
    `INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency, arrears_minor,
       opened_at, closed_at, next_action, next_why)
     SELECT 'L' || n || '-1', 'L' || n, 'C-L' || n, 1, 'reminder', 'low', 'cn-retail@1',
       CASE WHEN n = 1 THEN 'west' ELSE 'east' END, 'CNY', 1, '2026-11-01',
       CASE WHEN n = 2 THEN timestamptz '2026-11-02' END, '', ''
     FROM generate_series(1, 1202) AS n`,
  );
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const input: TellRegionInput = {
  region: 'east',
  event: {
    ...{ type: 'macro-alert', id: 'macro-alert:gdp:2026-11-01:severe', by: 'desk' },
    ...{ indicator: 'gdp', level: 'severe', asOf: '2026-11-01', source: 'desk' },
  },
};

function run(tell: (loanId: LoanId) => Promise<boolean>, heartbeatDetails?: unknown) {
  const { tellRegion } = createAlertActivities({ pool: database.pool, caseClient: { tell } });
  const env = new MockActivityEnvironment({ heartbeatDetails }, { logger });
  const heartbeats: unknown[] = [];
  env.on('heartbeat', (details: unknown) => heartbeats.push(details));
  type Told = { casesTold: number };
  return { ended: env.run<[TellRegionInput], Told, typeof tellRegion>(tellRegion, input), heartbeats };
}

test('every open case of the region is told once', async () => {
  const told: string[] = [];
  const { ended } = run((loanId) => {
    told.push(loanId);
    return Promise.resolve(true);
  });
  expect(await ended).toEqual({ casesTold: 1_200 });
  expect(new Set(told).size).toBe(1_200);
  expect(told).not.toContain('L1');
  expect(told).not.toContain('L2');
});

test('cut off, it goes on after the last page; a case that has just ended does not count', async () => {
  const told: string[] = [];
  const first = run((loanId) => {
    told.push(loanId);
    return told.length > 700 ? Promise.reject(new Error('Temporal is away')) : Promise.resolve(true);
  });
  await expect(first.ended).rejects.toThrow('away');
  expect(first.heartbeats).toHaveLength(1);
  const before = told.length;
  const { ended } = run((loanId) => {
    told.push(loanId);
    return Promise.resolve(loanId !== 'L999');
  }, first.heartbeats[0]);
  expect(await ended).toEqual({ casesTold: 1_199 });
  expect(told.length - before).toBe(700);
  expect(new Set(told).size).toBe(1_200);
});
