import { describe, expect, test } from 'vitest';
import { closeCase } from '../../domain/case/settle-books.ts';
import type { LoanId } from '../../domain/ids.ts';
import { caseState, NOW } from '../domain/fixtures.ts';
import { fakeApi, NEXT, type Fakes } from './fakes.ts';

type Body = { accepted: number; rejected: number; results: Record<string, unknown>[] };

async function post(fakes: Fakes, url: string, payload: object) {
  const response = await fakes.app.inject({ method: 'POST', url, payload });
  return { status: response.statusCode, body: response.json<Body>() };
}

const paidAt = new Date(NOW - 86_400_000).toISOString();
const reversedAt = new Date(NOW - 3_600_000).toISOString();
const reason = 'AM04 insufficient funds';
const reversal = (paymentId: string, changes: object = {}) => ({ paymentId, reversedAt, reason, ...changes });

/** L1 has a running case and paid P1, L2 has none and paid P2. */
async function paid(changes: Parameters<typeof fakeApi>[0] = {}): Promise<Fakes> {
  const fakes = fakeApi(changes);
  const payment = { amount: '200.00', currency: 'CNY', paidAt, channel: 'direct-debit' };
  await post(fakes, '/v1/payments', [
    { ...payment, paymentId: 'P1', loanId: 'L1' },
    { ...payment, paymentId: 'P2', loanId: 'L2' },
  ]);
  fakes.calls.length = 0;
  return fakes;
}

const told = ({ calls }: Fakes) => calls.map(({ method, loanId, event }) => [method, loanId, event['id']]);

describe('a payment is taken back', () => {
  test('by its id: the case is told what and why', async () => {
    const fakes = await paid();
    const { status, body } = await post(fakes, '/v1/payments/reversals', reversal('P1'));
    expect(status).toBe(202);
    expect(body).toEqual({
      accepted: 1,
      rejected: 0,
      results: [
        { index: 0, paymentId: 'P1', loanId: 'L1', status: 'accepted', duplicate: false, caseTold: true },
      ],
    });
    const because = {
      paymentId: 'P1',
      amountMinor: 20_000,
      paidAtMs: Date.parse(paidAt),
      reversedAtMs: Date.parse(reversedAt),
      reason,
    };
    expect(fakes.calls).toEqual([
      {
        method: 'tell',
        loanId: 'L1',
        event: { type: 'payment-reversed', id: 'reversal:P1', by: 'api', ...because },
      },
      {
        method: 'reportOverdue',
        loanId: 'L1',
        event: { type: 'overdue', id: 'overdue:reversal:P1', by: 'api', because },
      },
    ]);
  });

  test('of a loan without a running case: one is opened if it is overdue', async () => {
    const fakes = await paid();
    const { body } = await post(fakes, '/v1/payments/reversals', reversal('P2'));
    expect(body.results).toMatchObject([{ status: 'accepted', caseTold: false }]);
    expect(told(fakes)).toContainEqual(['reportOverdue', 'L2', 'overdue:reversal:P2']);
  });

  test.each([
    ['cured', true],
    ['sold', false],
    ['settled', false],
  ] as const)('of a case that was closed as %s', async (closed, reopens) => {
    const state = closeCase(caseState({ loanId: 'L1' as LoanId }), closed, NOW);
    const newest = { state, instruction: NEXT, answers: [] };
    const { cases } = fakeApi().data;
    const fakes = await paid({ data: { cases: { ...cases, newestOf: () => Promise.resolve(newest) } } });
    await post(fakes, '/v1/payments/reversals', reversal('P1'));
    expect(told(fakes).some(([method]) => method === 'reportOverdue')).toBe(reopens);
  });

  test('once: a repeat is a duplicate, another content a conflict', async () => {
    const fakes = await paid();
    const items = [reversal('P1'), reversal('P1'), reversal('P1', { reason: 'MD06 refund' })];
    const { body } = await post(fakes, '/v1/payments/reversals', items);
    expect(body.results).toMatchObject([
      { status: 'accepted', duplicate: false },
      { status: 'accepted', duplicate: true },
      { status: 'rejected', problem: { status: 409, code: 'ReversalConflict' } },
    ]);
    const later = await post(fakes, '/v1/payments/reversals', reversal('P1', { reason: 'MD06 refund' }));
    expect(later.body.results).toMatchObject([{ status: 'rejected', problem: { code: 'ReversalConflict' } }]);
    expect(told(fakes)).toHaveLength(2);
  });

  test('that a case has dealt with: nobody is told again', async () => {
    const { events } = fakeApi().data;
    const handled: typeof events.handled = (asked) => Promise.resolve([...asked]);
    const fakes = await paid({ data: { events: { ...events, handled } } });
    const { body } = await post(fakes, '/v1/payments/reversals', reversal('P1'));
    expect(body.results).toMatchObject([{ status: 'accepted', caseTold: true }]);
    expect(fakes.calls).toEqual([]);
  });

  test.each<[string, object, string, string]>([
    ['an unknown payment', reversal('P9'), 'NotFound', 'Payment P9 is not booked; report it first.'],
    [
      'the future',
      reversal('P1', { reversedAt: new Date(NOW + 600_000).toISOString() }),
      'InvalidInput',
      'reversedAt',
    ],
    [
      'before the payment',
      reversal('P1', { reversedAt: new Date(NOW - 2 * 86_400_000).toISOString() }),
      'InvalidInput',
      'before the payment',
    ],
    ['no reason', { paymentId: 'P1', reversedAt }, 'InvalidInput', 'reason'],
  ])('%s: that item alone is rejected', async (_name, item, code, words) => {
    const fakes = await paid();
    const { body } = await post(fakes, '/v1/payments/reversals', [item, reversal('P2')]);
    expect(body).toMatchObject({ accepted: 1, rejected: 1 });
    const problem = body.results[0]?.['problem'] as { code: string; detail: string; instance: string };
    expect(problem).toMatchObject({ code, instance: '/v1/payments/reversals#0' });
    expect(problem.detail).toContain(words);
  });
});

describe('a promise in place of another', () => {
  const instalments = [{ dueOn: '2026-11-10', amount: { amount: '500.00', currency: 'CNY' } }];

  test('names the one that it replaces', async () => {
    const fakes = fakeApi();
    await post(fakes, '/v1/cases/L1/promises', { instalments, replaces: 'api:1' });
    await post(fakes, '/v1/cases/L1/promises', { instalments });
    expect(fakes.calls.map(({ event }) => event['replaces'])).toEqual(['api:1', undefined]);
  });

  test('the case shows the id of the open one, what was paid towards it, and how many were replaced', async () => {
    const promise = {
      ...{ id: 'api:1', madeAtMs: NOW, paidMinor: 12_345, reminded: 0 },
      instalments: [{ dueOn: '2026-11-10', amountMinor: 50_000 }],
    };
    const state = caseState({ loanId: 'L1' as LoanId, promise, renegotiatedPromises: 1 });
    const { cases } = fakeApi().data;
    const newest = { state, instruction: NEXT, answers: [] };
    const fakes = fakeApi({ data: { cases: { ...cases, newestOf: () => Promise.resolve(newest) } } });
    const response = await fakes.app.inject({ url: '/v1/cases/L1' });
    expect(response.json()).toMatchObject({
      promise: { id: 'api:1', paid: { amount: '123.45', currency: 'CNY' }, instalments },
      promises: { kept: 0, broken: 0, renegotiated: 1 },
      reopens: null,
    });
  });
});
