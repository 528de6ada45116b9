import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedLoans } from '../setup/seed.ts';
import { startStack, TODAY, type Stack } from './stack.ts';

/** Real time, and loans a day late: no case takes a step of its own while the test looks at it. */
const SPEED = 1;
const LOANS = 24;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(SPEED);
  await stack.startWorker();
});
afterAll(() => stack?.close());

type Results = { accepted: number; results: { duplicate: boolean }[] };

async function post(url: string, payload: object) {
  const response = await stack.app.inject({ method: 'POST', url, payload });
  return response.json<Results>();
}

async function newest(loanId: string) {
  const response = await stack.app.inject({ url: `/v1/cases/${loanId}` });
  const { caseId, closed, arrears, reopens } = response.json<Record<string, unknown>>();
  return { caseId, closed, arrears, reopens };
}

const now = () => new Date(stack.clock.now()).toISOString();

test('payments that bounce while their cases close: every loan has an open case that asks for all of it', async () => {
  const { database, encryption, prefix } = stack;
  const loans = Array.from({ length: LOANS }, (_, n) => ({ loanId: `${prefix}-bounce-${n}` }));
  const loanIds = await seedLoans({ orm: database.orm, encryption, loans, today: TODAY, daysPastDue: 1 });
  await post(
    '/v1/overdue-events',
    loanIds.map((loanId) => ({ loanId })),
  );
  for (const loanId of loanIds) {
    await expect.poll(() => newest(loanId), { timeout: 20_000 }).toMatchObject({ closed: null });
  }
  const payments = loanIds.map((loanId) => ({
    ...{ paymentId: `${loanId}-p`, loanId, amount: '500.00', currency: 'CNY', channel: 'direct-debit' },
    paidAt: now(),
  }));
  // Half of them have closed before theirs bounces, for the others it bounces at once.
  const half = LOANS / 2;
  await post('/v1/payments', payments.slice(half));
  for (const loanId of loanIds.slice(half)) {
    await expect
      .poll(() => newest(loanId), { timeout: 20_000 })
      .toMatchObject({ closed: { reason: 'cured' } });
  }
  const reversals = payments.map(({ paymentId }) => ({
    ...{ paymentId, reversedAt: now(), reason: 'AM04 insufficient funds' },
  }));
  await post('/v1/payments', payments.slice(0, half));
  expect(await post('/v1/payments/reversals', reversals)).toMatchObject({ accepted: LOANS });
  for (const loanId of loanIds) {
    await expect
      .poll(() => newest(loanId), { timeout: 20_000 })
      .toMatchObject({ closed: null, arrears: { amount: '500.00' } });
  }
  for (const loanId of loanIds.slice(half)) {
    expect(await newest(loanId)).toMatchObject({ caseId: `${loanId}-2`, reopens: `${loanId}-1` });
  }
  const again = await post('/v1/payments/reversals', reversals);
  expect(again.results.every(({ duplicate }) => duplicate)).toBe(true);
});
