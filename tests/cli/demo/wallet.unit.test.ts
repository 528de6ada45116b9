import { beforeEach, expect, test } from 'vitest';
import { BankApi } from '../../../cli/demo/bank-api.ts';
import { LoanBooks } from '../../../cli/demo/loan-books.ts';
import { Wallet } from '../../../cli/demo/wallet.ts';
import { DAY_MS } from '../../../domain/calendar.ts';
import { generatePortfolio } from '../../../domain/portfolio/generate.ts';

const NOW = Date.parse('2026-11-10T12:00:00+08:00');
const [loan] = generatePortfolio({ loans: 1, seed: '1', asOf: '2026-11-01' }).loans;

/** A bank that takes every report. */
class TakingBank extends BankApi {
  readonly taken: { path: string; body: unknown }[] = [];
  constructor() {
    super({ baseUrl: '', currency: 'CNY', signal: new AbortController().signal });
  }
  override report(_key: string, request: { path: string; body?: unknown }): Promise<void> {
    this.taken.push({ path: request.path, body: request.body });
    return Promise.resolve();
  }
}

let bank: TakingBank;
let books: LoanBooks;
let wallet: Wallet;

beforeEach(() => {
  if (!loan) throw new Error('there is no loan');
  bank = new TakingBank();
  books = new LoanBooks(loan);
  wallet = new Wallet({ loanId: loan.loanId, api: bank, books, now: () => NOW });
});

test('a payment that comes back is owed again, and is no payment any more', async () => {
  const owed = books.arrears(NOW);
  await wallet.pay('p1', owed, { ofCaseSinceMs: NOW - DAY_MS });
  expect(books.arrears(NOW)).toBe(0);
  expect(await wallet.bounce('r1', 'AM04 insufficient funds')).toBe(true);
  expect(books.arrears(NOW)).toBe(owed);
  expect(wallet.payments).toEqual([]);
  expect(bank.taken.map(({ path }) => path)).toEqual(['/v1/payments', '/v1/payments/reversals']);
  expect(bank.taken[1]?.body).toMatchObject({ paymentId: 'p1', reason: 'AM04 insufficient funds' });
});

test('only what was paid for a case comes back', async () => {
  await wallet.pay('p1', 100, { ofCaseSinceMs: undefined });
  expect(await wallet.bounce('r1', 'AM04')).toBe(false);
  expect(wallet.payments).toMatchObject([{ paymentId: 'p1', recovered: false }]);
});

test('what was paid before the case opened was not paid for it, whenever it is booked', async () => {
  await wallet.pay('p1', 100, { ofCaseSinceMs: NOW - DAY_MS, bookedDaysLate: 2 });
  await wallet.pay('p2', 100, { ofCaseSinceMs: NOW - 3 * DAY_MS, bookedDaysLate: 2 });
  expect(wallet.payments).toMatchObject([
    { recovered: false, paidAtMs: NOW - 2 * DAY_MS, bookedAtMs: NOW },
    { recovered: true, paidAtMs: NOW - 2 * DAY_MS },
  ]);
});

test('nothing is paid when nothing is owed', async () => {
  await wallet.pay('p1', 0, { ofCaseSinceMs: NOW });
  expect([wallet.payments, bank.taken]).toEqual([[], []]);
});
