import { afterAll, beforeAll, expect, test } from 'vitest';
import { stabilityText } from '../../cli/model/stability-command.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { RiskModelRepository } from '../../db/risk-model-repository.ts';
import { driftModel } from '../domain/risk/drift-model.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { runDataCommand } from './run-data-command.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url, { maxConnections: 1 });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const run = (...args: string[]) =>
  runDataCommand(['models', 'stability', ...args], { DATABASE_URL: testDatabase.url });

test.sequential('of the expert scorecard it says that there is nothing to compare with', async () => {
  const said =
    'the expert scorecard: nothing to compare with, since it was made by experts and not learnt from loans';
  expect(await run()).toMatchObject({ code: 0, stdout: `${said}\n` });
});

test.sequential('of a published model without loans it says what is missing', async () => {
  const { rows } = await database.pool.query<{ version: number }>(
    `INSERT INTO risk_models (content, trained_at, trained_by, state) VALUES ($1, now(), 'T-1', 'candidate')
     RETURNING version`,
    [JSON.stringify(driftModel())],
  );
  const { version } = rows[0]!;
  await new RiskModelRepository(database.pool).publish(version, { by: 'T-1', why: 'test' }, Date.now());
  const { code, stdout } = await run('--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    ...{ model: `bank-${version}`, rows: 0, measured: [], alerts: 0 },
    said: `bank-${version}: 0 days of overdue loans are too few to compare with those of training: it takes 200`,
  });
});

test('figures are lines of a table', () => {
  const measured = [
    {
      name: 'score',
      label: 'score',
      psi: 0.4,
      drift: 'drifted',
      most: 'score below 500: 40 % now, 10 % at training',
    },
    { name: 'x', label: 'days past due', psi: 0.02, drift: 'stable', most: 'as at training' },
  ] as const;
  expect(
    stabilityText({ model: 'bank-1', said: 'It moved.', rows: 1_234, measured, alerts: 1 }).split('\n'),
  ).toEqual([
    'It moved.',
    '',
    '1,234 days of overdue loans compared:',
    '  0.400  score          a large change: the model has not learnt from such loans; score below 500: 40 % now, 10 % at training',
    '  0.020  days past due  no change that matters; as at training',
    '',
    'An alert was raised: supervisors find it among the open ones.',
  ]);
});
