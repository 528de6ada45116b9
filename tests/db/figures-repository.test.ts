import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { readFigures } from '../../db/figures-repository.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { seedLoans, testEncryption } from '../setup/seed.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** An entry of the timeline, in the order in which it was made. */
type Entry = [caseId: string, type: string, promiseId: string, outcome?: string];

async function write(entries: readonly Entry[]): Promise<void> {
  const loans = [...new Set(entries.map(([caseId]) => caseId.slice(0, -2)))].map((loanId) => ({ loanId }));
  await seedLoans({ orm: database.orm, encryption: testEncryption(), loans, today: '2026-11-01' });
  const cases = [...new Set(entries.map(([caseId]) => caseId))];
  await database.pool.query(
    `INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency, arrears_minor,
       opened_at, closed_at, close_reason, next_action, next_why)
     SELECT id, left(id, -2), 'C-' || left(id, -2), 1, 'closed', 'low', 'cn-retail@1', 'east', 'CNY', 1,
       timestamptz '2026-10-01' + right(id, 1)::int * interval '1 day', '2026-11-20', 'cured', '', ''
     FROM unnest($1::text[]) AS id`,
    [cases],
  );
  for (const [index, [caseId, type, promiseId, outcome]] of entries.entries()) {
    await database.pool.query(
      `INSERT INTO timeline (case_id, sequence, entry, at, type, actor, data, why)
       VALUES ($1, $2, 1, timestamptz '2026-11-01' + $2 / 2 * interval '1 minute', $3, 'system', $4, '')`,
      [caseId, index, type, JSON.stringify({ promiseId, ...(outcome && { outcome }) })],
    );
  }
}

test('promises count by how they were judged last', async () => {
  await write([
    ['A-1', 'promise', 'p1'],
    ['A-1', 'promise-kept', 'p1'],
    // Its payment has bounced.
    ['A-1', 'promise-judged-again', 'p1', 'broken'],
    ['B-1', 'promise', 'p1'],
    ['B-1', 'promise-broken', 'p1'],
    // A payment in time was booked late, in part, then the rest.
    ['B-1', 'promise-judged-again', 'p1', 'partly-kept'],
    ['B-1', 'promise-judged-again', 'p1', 'kept'],
    ['B-1', 'promise', 'p2'],
    ['B-1', 'promise-partly-kept', 'p2'],
    // Open again: not judged any more.
    ['C-1', 'promise', 'p3'],
    ['C-1', 'promise-kept', 'p3'],
    ['C-1', 'promise-judged-again', 'p3', 'open'],
    // Open again, and kept by the second payment.
    ['D-1', 'promise', 'p4'],
    ['D-1', 'promise-kept', 'p4'],
    ['D-1', 'promise-judged-again', 'p4', 'open'],
    ['D-1', 'promise-kept', 'p4'],
    // Judged again in the case that the return of the payment has opened.
    ['E-1', 'promise', 'p5'],
    ['E-1', 'promise-kept', 'p5'],
    ['E-2', 'promise-judged-again', 'p5', 'broken'],
  ]);
  const { promises } = await readFigures(database.pool);
  expect(promises).toEqual({ made: 6, kept: 2, partlyKept: 1, broken: 2 });
});
