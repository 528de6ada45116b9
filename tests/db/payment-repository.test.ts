import { afterAll, beforeAll, expect, test } from 'vitest';
import { ArrearsRepository } from '../../db/arrears-repository.ts';
import { readBeforeDecisions } from '../../db/case-facts.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { PaymentRepository } from '../../db/payment-repository.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { LoanId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { seedLoans, testEncryption } from '../setup/seed.ts';

let test_: TestDatabase;
let database: Database;
let payments: PaymentRepository;

beforeAll(async () => {
  test_ = await createTestDatabase();
  database = createDatabase(test_.url, { maxConnections: 4 });
  payments = new PaymentRepository(database.pool);
});
afterAll(async () => {
  await database.close();
  await test_.drop();
});

const PAID = beijing('2026-11-02', '15:00');
const BACK = beijing('2026-11-05', '09:00');
const reason = 'AM04 insufficient funds';

/** A loan of which 500.00 fell due on 2026-10-27, and a payment of 200.00 of it. */
async function paidLoan(name: string): Promise<LoanId> {
  const loanId = name as LoanId;
  const { orm } = database;
  await seedLoans({ orm, encryption: testEncryption(), loans: [{ loanId }], today: '2026-11-01' });
  const payment = { loanId, amountMinor: 20_000, currency: 'CNY', paidAtMs: PAID, channel: 'direct-debit' };
  await payments.book([{ ...payment, paymentId: `${name}-p` }]);
  return loanId;
}

const reversal = (loanId: LoanId, changes: object = {}) => ({
  ...{ paymentId: `${loanId}-p`, reversedAtMs: BACK, reason },
  ...changes,
});

async function factsOf(loanId: LoanId, now: number, watchedSinceMs: number | null = null) {
  const key = { loanId, caseId: 'none', sequence: 0, withState: false, eventIds: [], watchedSinceMs };
  const before = await inTransaction(database.pool, (tx) => readBeforeDecisions(tx, [key], now));
  return before.get(loanId)?.facts;
}

async function arrearsOn(loanId: LoanId, asOf: string): Promise<number> {
  for await (const loan of new ArrearsRepository(database.pool).delinquentLoans(asOf)) {
    if (loan.loanId === loanId) return loan.arrearsMinor;
  }
  return 0;
}

test('a payment that is taken back counts from when it was made until then', async () => {
  const loanId = await paidLoan('R1');
  expect(await payments.reverse([reversal(loanId)])).toEqual(new Map([['R1-p', 'added']]));
  const days = ['2026-11-01', '2026-11-02', '2026-11-04', '2026-11-05'];
  const arrears = await Promise.all(days.map((day) => arrearsOn(loanId, day)));
  expect(arrears).toEqual([50_000, 30_000, 30_000, 50_000]);
  const facts = await factsOf(loanId, BACK);
  expect(facts).toMatchObject({ paidMinor: 0, delinquency: { arrearsMinor: 50_000 } });
});

test('is taken back once, whatever is said of it later', async () => {
  const loanId = await paidLoan('R2');
  const both = [reversal(loanId), reversal(loanId, { paymentId: 'no-such-payment' })];
  expect(await payments.reverse(both)).toEqual(
    new Map([
      ['R2-p', 'added'],
      ['no-such-payment', 'conflicting'],
    ]),
  );
  expect(await payments.reverse([reversal(loanId)])).toEqual(new Map([['R2-p', 'repeated']]));
  const other = reversal(loanId, { reason: 'MD06 refund' });
  expect(await payments.reverse([other])).toEqual(new Map([['R2-p', 'conflicting']]));
  const { rows } = await database.pool.query(
    `SELECT payment_id, amount_minor::int AS amount, reverses FROM payments WHERE loan_id = 'R2' ORDER BY paid_at`,
  );
  expect(rows).toEqual([
    { payment_id: 'R2-p', amount: 20_000, reverses: null },
    { payment_id: 'reversal:R2-p', amount: -20_000, reverses: 'R2-p' },
  ]);
});

test('what took it back is neither changed nor deleted, nor taken back itself', async () => {
  const loanId = await paidLoan('R3');
  await payments.reverse([reversal(loanId)]);
  const change = `UPDATE payments SET amount_minor = -1 WHERE payment_id = 'reversal:R3-p'`;
  await expect(database.pool.query(change)).rejects.toThrow('append-only');
  const remove = `DELETE FROM payments WHERE reverses = 'R3-p'`;
  await expect(database.pool.query(remove)).rejects.toThrow('append-only');
  expect([...(await payments.find(['R3-p', 'reversal:R3-p'])).keys()]).toEqual(['R3-p']);
  const again = reversal(loanId, { paymentId: 'reversal:R3-p' });
  expect(await payments.reverse([again])).toEqual(new Map([['reversal:R3-p', 'conflicting']]));
});

test('promises see each payment by when it was made, and what took it back by the same', async () => {
  const loanId = await paidLoan('R4');
  await payments.reverse([reversal(loanId)]);
  expect((await factsOf(loanId, BACK))?.payments).toEqual([]);
  expect((await factsOf(loanId, BACK, PAID))?.payments).toEqual([
    { paidAtMs: PAID, amountMinor: 20_000 },
    { paidAtMs: PAID, amountMinor: -20_000 },
  ]);
  expect((await factsOf(loanId, BACK, PAID + 1))?.payments).toEqual([]);
  expect((await factsOf(loanId, BACK - 600_000, PAID))?.payments).toHaveLength(1);
});

test('a payment that a core system with a fast clock reports counts at once', async () => {
  const loanId = await paidLoan('R5');
  expect(await factsOf(loanId, PAID - 299_000)).toMatchObject({ paidMinor: 20_000 });
  expect(await factsOf(loanId, PAID - 301_000)).toMatchObject({ paidMinor: 0 });
});
