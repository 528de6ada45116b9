import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { savePortfolio } from '../../db/portfolio-repository.ts';
import { TrainingSetReader } from '../../db/training-set-reader.ts';
import { readTrainingTable } from '../../db/training-table.ts';
import type { TrainingTable } from '../../domain/risk/training/training-table.ts';
import { permittedFeatures } from '../../domain/risk/training/permission.ts';
import { beijing } from '../domain/fixtures.ts';
import { booksOfHabits } from '../setup/books-of-habits.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { testEncryption } from '../setup/seed.ts';

const LOANS = 24;
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
  const books = booksOfHabits({ loans: LOANS, key: 'table', asOf: '2026-11-01' });
  await savePortfolio(database.pool, testEncryption(), books);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

async function read(): Promise<{ table: TrainingTable; loans: number }> {
  const untilMs = beijing('2026-11-01', '12:00');
  return readTrainingTable(
    new TrainingSetReader(database.pool),
    {
      ...{ untilMs, newestOn: '2026-10-31', permitted: permittedFeatures([]) },
      ...{ seed: 1, mostLoans: 1_000, mostRows: 10_000 },
    },
    () => undefined,
  );
}

const different = (numbers: Int32Array) => new Set(numbers).size;

test('days are numbered by customer: those of two loans of one go together', async () => {
  const before = await read();
  expect([before.loans, different(before.table.customers)]).toEqual([LOANS, LOANS]);
  await database.pool.query("UPDATE loans SET customer_id = 'H1' WHERE loan_id IN ('HL2', 'HL3')");
  const after = await read();
  expect([after.loans, different(after.table.customers)]).toEqual([LOANS, LOANS - 2]);
  expect(after.table.days).toEqual(before.table.days);
});

test('the currency of each day is in the table', async () => {
  await database.pool.query("UPDATE loans SET currency = 'USD' WHERE loan_id = 'HL5'");
  const { table } = await read();
  const currency = table.columns.find(({ name }) => name === 'currency');
  if (currency?.kind !== 'category') throw new Error('there is no currency');
  const inUsd = [...table.customers].filter((_, row) => currency.categories[currency.codes[row]!] === 'USD');
  expect([...currency.categories].sort()).toEqual(['CNY', 'USD']);
  expect(new Set(inUsd).size).toBe(1);
});
