import { expect, test } from 'vitest';
import { call, post } from './calls.ts';
import { fakeApi } from './fakes.ts';

test('a case says where it stands, what comes next and why', async () => {
  const { body } = await call(fakeApi(), { url: '/v1/cases/L1' });
  expect(body).toMatchObject({
    loanId: 'L1',
    stage: 'reminder',
    arrears: { amount: '500.00', currency: 'CNY' },
    next: { kind: 'wait', at: '2026-11-02T04:00:00.000Z', why: 'strategy cn-retail@1, day 3 past due' },
    links: { temporal: 'http://ui.example/namespaces/default/workflows/case-L1' },
  });
});

test('the actor is who X-Actor names', async () => {
  const fakes = fakeApi();
  await call(
    fakes,
    post('/v1/cases/L1/grace-requests', { reason: 'illness', days: 10 }, { 'x-actor': 'ann' }),
  );
  await call(fakes, post('/v1/cases/L1/disputes', { subject: 'paid already' }));
  await call(fakes, post('/v1/approvals/L1-1.2.1/reject', { why: 'no proof' }));
  expect(fakes.calls.map(({ event }) => [event['type'], event['by']])).toEqual([
    ['grace', 'ann'],
    ['dispute', 'api'],
    ['approval', 'api'],
  ]);
  expect(fakes.calls[2]?.event).toMatchObject({ taskId: 'L1-1.2.1', approved: false, why: 'no proof' });
});
