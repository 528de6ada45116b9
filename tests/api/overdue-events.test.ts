import { expect, test } from 'vitest';
import { call, post } from './calls.ts';
import { fakeApi } from './fakes.ts';

test('each item has its own result, and duplicates are told once', async () => {
  const fakes = fakeApi();
  const reported = { daysPastDue: 5, arrears: { amount: '500.00', currency: 'CNY' } };
  const items = [
    { loanId: 'L1', reported },
    { loanId: 'L9' },
    { loanId: 'L1', reported },
    { loanId: '' },
    'x',
  ];
  const { status, body } = await call(fakes, post('/v1/overdue-events', items));
  expect(status).toBe(202);
  expect(body).toMatchObject({ accepted: 2, rejected: 3 });
  expect(
    body.results.map(({ index, loanId, status: s, duplicate }) => [index, loanId, s, duplicate]),
  ).toEqual([
    [0, 'L1', 'accepted', false],
    [1, 'L9', 'rejected', undefined],
    [2, 'L1', 'accepted', true],
    [3, null, 'rejected', undefined],
    [4, null, 'rejected', undefined],
  ]);
  expect(body.results[1]?.['problem']).toMatchObject({
    code: 'NotFound',
    instance: '/v1/overdue-events#1',
  });
  expect(body.results[3]?.['problem']).toMatchObject({
    code: 'InvalidInput',
    errors: [{ field: 'loanId' }],
  });
  expect(fakes.calls).toHaveLength(1);
  expect(fakes.calls[0]?.event).toMatchObject({ reported: { daysPastDue: 5, arrearsMinor: 50_000 } });
});

test('an event has the same id however it is repeated', async () => {
  const fakes = fakeApi();
  const send = (item: object, key?: string) =>
    call(fakes, post('/v1/overdue-events', item, key ? { 'idempotency-key': key } : {}));
  await send({ loanId: 'L1', eventId: 'E1' }, 'k1');
  await send({ loanId: 'L1', asOf: '2026-11-01' }, 'k2');
  await send({ loanId: 'L1', asOf: '2026-11-01' }, 'k3');
  await send({ loanId: 'L1' });
  await send({ loanId: 'L1' }, 'k4');
  await send({ loanId: 'L1' }, 'k5');
  const [given, day, sameDay, today, byKey, byOtherKey] = fakes.calls.map(({ event }) => event['id']);
  expect([given, day, sameDay, today]).toEqual([
    'overdue:E1',
    'overdue:2026-11-01',
    'overdue:2026-11-01',
    'overdue:2026-11-01',
  ]);
  expect(byKey).not.toBe(byOtherKey);
});
