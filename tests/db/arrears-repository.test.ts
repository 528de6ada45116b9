import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createRunDir } from '../../config/paths.ts';
import { ArrearsRepository, type LoanArrears } from '../../db/arrears-repository.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { importDir, writeFiles } from './import-fixtures.ts';

let test_: TestDatabase;
let database: Database;
let dir: string;

beforeAll(async () => {
  test_ = await createTestDatabase();
  database = createDatabase(test_.url, { maxConnections: 6 });
});

afterAll(async () => {
  await database.close();
  await test_.drop();
});

beforeEach(async () => {
  await database.pool.query('TRUNCATE customers, loans CASCADE');
  dir = createRunDir('arrears');
  return () => rmSync(dir, { recursive: true, force: true });
});

async function delinquent(asOf: string): Promise<LoanArrears[]> {
  const loans: LoanArrears[] = [];
  for await (const loan of new ArrearsRepository(database.pool).delinquentLoans(asOf)) loans.push(loan);
  return loans;
}

test('payments go to the oldest instalment, and one is overdue from the day after', async () => {
  writeFiles(dir, {
    customers: [{}],
    loans: [{}, { loan_id: 'L0' }],
    instalments: [
      { number: '2', due_on: '2026-10-20', principal_due: '100.00', interest_due: '0', fee_due: '0' },
      { number: '1', due_on: '2026-09-20', principal_due: '90.00', interest_due: '8.00', fee_due: '2.00' },
      { number: '3', due_on: '2026-11-20', principal_due: '100.00', interest_due: '0', fee_due: '0' },
    ],
    payments: [{ amount: '120.00' }],
  });
  await importDir(database.pool, dir);
  expect(await delinquent('2026-10-20')).toEqual([]);
  expect(await delinquent('2026-10-21')).toEqual([
    {
      loanId: 'L1',
      customerId: 'C1',
      currency: 'CNY',
      arrearsMinor: 8_000,
      oldestDueOn: '2026-10-20',
      daysPastDue: 1,
    },
  ]);
});

test('a payment counts until the day ends where the loan is', async () => {
  writeFiles(dir, {
    customers: [{ timezone: 'America/New_York' }],
    loans: [{ loan_id: 'CN' }, { loan_id: 'US', jurisdiction: 'US', currency: 'USD' }],
    instalments: [{ loan_id: 'CN' }, { loan_id: 'US' }],
    payments: [
      // 2026-10-31 24:00 in Shanghai, the morning of that day in New York
      { payment_id: 'P1', loan_id: 'CN', paid_at: '2026-10-31T16:00:00Z', amount: '600' },
      // 2026-10-31 23:59 in New York, where summer time is still on
      {
        payment_id: 'P2',
        loan_id: 'US',
        paid_at: '2026-10-31T23:59:00-04:00',
        amount: '600',
        currency: 'USD',
      },
    ],
  });
  await importDir(database.pool, dir);
  expect((await delinquent('2026-10-30')).map(({ loanId }) => loanId)).toEqual(['CN', 'US']);
  expect((await delinquent('2026-10-31')).map(({ loanId }) => loanId)).toEqual(['CN']);
  expect(await delinquent('2026-11-01')).toEqual([]);
});

test('a caller who leaves early gives the connection back', async () => {
  const loans = Array.from({ length: 20 }, (_, index) => ({ loan_id: `L${index}` }));
  writeFiles(dir, { customers: [{}], loans, instalments: loans });
  await importDir(database.pool, dir);
  const small = createDatabase(test_.url, { maxConnections: 1 });
  try {
    for await (const { loanId } of new ArrearsRepository(small.pool).delinquentLoans('2026-11-01')) {
      expect(loanId).toBe('L0');
      break;
    }
    expect((await small.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  } finally {
    await small.close();
  }
});
