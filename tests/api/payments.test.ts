import { expect, test } from 'vitest';
import { call, post } from './calls.ts';
import { fakeApi } from './fakes.ts';

test('payments are booked once, in the currency of the loan, and cases are told', async () => {
  const fakes = fakeApi();
  const payment = {
    paymentId: 'P1',
    loanId: 'L1',
    amount: '12.30',
    currency: 'CNY',
    paidAt: '2026-11-01T10:00:00+08:00',
    channel: 'transfer',
  };
  const items = [
    payment,
    { ...payment, paymentId: 'P2', loanId: 'L2' },
    { ...payment, amount: '99.00' },
    { ...payment, paymentId: 'P3', currency: 'USD' },
    { ...payment, paymentId: 'P4', loanId: 'J1', currency: 'JPY', amount: '1000' },
    { ...payment, paymentId: 'P5', loanId: 'J1', currency: 'JPY' },
    { ...payment, paymentId: 'P6', paidAt: '2026-11-02T10:00:00Z' },
    { ...payment, paymentId: 'P7', loanId: 'L9' },
    payment,
  ];
  const { body } = await call(fakes, post('/v1/payments', items));
  expect(body.results.map(({ status, caseTold, duplicate }) => [status, caseTold, duplicate])).toEqual([
    ['accepted', true, false],
    ['accepted', false, false],
    ['rejected', undefined, undefined],
    ['rejected', undefined, undefined],
    ['accepted', false, false],
    ['rejected', undefined, undefined],
    ['rejected', undefined, undefined],
    ['rejected', undefined, undefined],
    ['accepted', true, true],
  ]);
  expect(body.results[2]?.['problem']).toMatchObject({
    type: 'urn:arrears:problem:payment-conflict',
    status: 409,
  });
  expect(body.results[3]?.['problem']).toMatchObject({ errors: [{ field: 'amount' }] });
  expect([...fakes.payments.values()].map(({ amountMinor }) => amountMinor)).toEqual([1230, 1230, 1000]);
  expect(fakes.calls.filter(({ event }) => event['id'] === 'payment:P1')).toHaveLength(1);
  const again = await call(fakes, post('/v1/payments', { ...payment, channel: 'cash' }));
  expect(again.body.results[0]).toMatchObject({ status: 'rejected', problem: { code: 'PaymentConflict' } });
});
