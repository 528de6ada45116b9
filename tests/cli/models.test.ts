import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { saveRoster } from '../../db/people-repository.ts';
import { savePortfolio } from '../../db/portfolio-repository.ts';
import { RiskModelRepository } from '../../db/risk-model-repository.ts';
import { builtInScorecard } from '../../domain/risk/built-in-scorecard.ts';
import { booksOfHabits } from '../setup/books-of-habits.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { modelContent } from '../setup/model-content.ts';
import { testEncryption } from '../setup/seed.ts';
import { runDataCommand } from './run-data-command.ts';

let testDatabase: TestDatabase;
let database: Database;
let folder: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
  folder = mkdtempSync(join(tmpdir(), 'arrears-models-'));
  await saveRoster(database.pool, {
    teams: [{ teamId: 'head-office', region: 'head-office' }],
    users: [
      { userId: 'cora', teamId: 'head-office', role: 'compliance' },
      { userId: 'sue', teamId: 'head-office', role: 'supervisor' },
    ],
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
  await testDatabase.drop();
});

const run = (...args: string[]) => runDataCommand(args, { DATABASE_URL: testDatabase.url });
const cora = ['--by', 'cora', '--why', 'decided by the board'];

describe.sequential('models', () => {
  test('none yet: cases are scored by the expert scorecard', async () => {
    const { code, stdout } = await run('models', 'list');
    expect({ code, stdout }).toEqual({
      ...{ code: 0, stdout: `Cases are scored by ${builtInScorecard.id}.\n` },
    });
  });

  test('one is published, listed and rolled back, by who may', async () => {
    const models = new RiskModelRepository(database.pool);
    const { repayment } = modelContent();
    const columns = [...repayment.columns, { kind: 'number' as const, name: 'age' }];
    const byAge = { repayment: { ...repayment, columns }, segmentationWhy: 'no groups stand apart' };
    const begun = { seed: 1, newestOn: '2026-10-31', untilMs: 0, incumbent: null, allowed: [] };
    const outcome = { result: 'candidate', why: 'not better', rows: 9, rowsSeen: 9, loans: 3 } as const;
    for (const [runId, content] of Object.entries({ run: modelContent(), age: modelContent(byAge) })) {
      await models.beginTraining({ runId, begun, by: 'schedule' }, Date.now());
      await models.finishTraining({ runId, content, outcome }, Date.now());
    }

    const refused = await run('models', 'publish', '1', '--by', 'sue', '--why', 'I like it');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      'Only a manager or a compliance officer publishes risk models; sue is a',
    );
    const done = await run('models', 'publish', 'bank-1', ...cora);
    expect(done.stdout).toBe('Cases are scored by bank-1 from now on.\n');
    const { stdout } = await run('models', 'list');
    expect(stdout).toContain('bank-1  published, counts  up to 2026-09-30  30 days  by schedule\n');
    expect(stdout).toContain(
      'by schedule  no segments: no groups stand apart  uses age, which is not allowed now\n',
    );
    const back = await run('models', 'rollback', ...cora, '--json');
    expect(JSON.parse(back.stdout)).toEqual({ current: builtInScorecard.id, passedOver: [] });
    expect((await run('models', 'rollback', ...cora)).stderr).toContain('nothing came before it');
  });

  test('a version that is none, and a change without its reason, are wrong usage', async () => {
    const [none, seven, silent] = await Promise.all([
      run('models', 'publish', '77', ...cora),
      run('models', 'publish', 'seven', ...cora),
      run('models', 'rollback', '--by', 'cora'),
    ]);
    expect(none.stderr).toContain('there is no model bank-77');
    expect([none.code, seven.code, silent.code]).toEqual([1, 2, 2]);
  });

  test('a protected attribute is allowed and not any more, by a compliance officer', async () => {
    expect((await run('models', 'allow', 'age', ...cora)).stdout).toContain('may use age');
    const [again, refused, unknown] = await Promise.all([
      run('models', 'allow', 'age', ...cora),
      run('models', 'disallow', 'age', '--by', 'sue', '--why', 'unfair'),
      run('models', 'allow', 'shoe size', ...cora),
    ]);
    expect(again.stderr).toContain('age is allowed already');
    expect(refused.stderr).toContain('Only a compliance officer');
    expect(unknown.stderr).toContain('those that do are of age');
    expect((await run('models', 'disallow', 'age', ...cora)).stdout).toContain('do not use age');
  });
});

describe.sequential('model train --database', () => {
  const out = () => join(folder, 'model.json');

  test('of an empty database says what is missing', async () => {
    const { code, stderr } = await run('model', 'train', '--database', '--out', out());
    expect(code).toBe(1);
    expect(stderr).toContain('No payment is in the books yet');
  });

  test('writes the model of repayment, and says how good it is beside what counts', async () => {
    await savePortfolio(
      database.pool,
      testEncryption(),
      booksOfHabits({ loans: 70, key: 'cli', asOf: '2026-11-01' }),
    );
    await database.pool.query("UPDATE loans SET currency = 'USD' WHERE loan_id = 'HL1'");
    const { code, stdout } = await run('model', 'train', '--database', '--out', out());
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /Amounts were not learnt: amounts of several currencies cannot be compared \(days of loans: \d+ in CNY, \d+ in USD\)\./,
    );
    expect(stdout).toContain('Repayment on later days:');
    expect(stdout).toContain(`beside 0.`);
    const written = JSON.parse(readFileSync(out(), 'utf8')) as { target: string; event: string };
    expect(written).toMatchObject({ target: 'repaid', event: 'repayment' });
  });
});
