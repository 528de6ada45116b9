import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { readTimelines } from '../../db/timeline-reader.ts';
import type { Trace } from '../../domain/portfolio/paths/traces.ts';
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

test('timelines come case by case, in order, with what stood after each entry', async () => {
  const loans = Array.from({ length: 230 }, (_, index) => ({ loanId: `T${index + 1000}` }));
  await seedLoans({ orm: database.orm, encryption: testEncryption(), loans, today: '2026-11-01' });
  await database.pool.query(
    `INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency, arrears_minor,
       opened_at, next_action, next_why)
     SELECT id || '-1', id, 'C-' || id, 1, 'call', 'low', 'cn-retail@1', 'east', 'CNY', 1, '2026-11-01', '', ''
     FROM unnest($1::text[]) AS id`,
    [loans.map(({ loanId }) => loanId)],
  );
  const state = (holds: unknown) => JSON.stringify({ state: { holds } });
  await database.pool.query(
    `INSERT INTO case_decisions (case_id, sequence, decided_at, result) VALUES
       ('T1000-1', 1, '2026-11-01', $1), ('T1000-1', 2, '2026-11-02', $2), ('T1000-1', 3, '2026-11-03', $3)`,
    [state([]), state([{ kind: 'dispute' }]), state([{ kind: 'dispute', whole: true }, { kind: 'grace' }])],
  );
  await database.pool.query(
    `INSERT INTO tasks (task_id, case_id, kind, summary, opened_at, due_at)
     VALUES ('T1000-1.2.1', 'T1000-1', 'grace-review', '', '2026-11-02', '2026-11-05')`,
  );
  await database.pool.query(
    `INSERT INTO timeline (case_id, sequence, entry, at, type, actor, data, why) VALUES
       ('T1000-1', 3, 1, '2026-11-03', 'dispute', 'a', '{}', ''),
       ('T1000-1', 1, 1, '2026-11-01', 'opened', 'a', '{"tier": "low"}', ''),
       ('T1000-1', 2, 1, '2026-11-02', 'approval', 'a', '{"taskId": "T1000-1.2.1"}', '')`,
  );
  const timelines: Trace[][] = [];
  for await (const timeline of readTimelines(database.pool)) timelines.push(timeline);
  expect(timelines).toHaveLength(230);
  expect(timelines[0]).toMatchObject([
    { type: 'opened', data: { tier: 'low' }, holds: [] },
    { type: 'approval', taskKind: 'grace-review', holds: ['dispute'] },
    { type: 'dispute', wholeDispute: true, holds: ['dispute', 'grace'] },
  ]);
  expect(timelines[0]?.map(({ wholeDispute }) => wholeDispute)).toEqual([undefined, undefined, true]);
  expect(timelines.slice(1).every((timeline) => timeline.length === 0)).toBe(true);
});
