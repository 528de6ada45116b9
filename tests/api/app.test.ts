import type { InjectOptions } from 'fastify';
import { describe, expect, test } from 'vitest';
import { DomainFailure } from '../../domain/failures.ts';
import { fakeApi, type Fakes } from './fakes.ts';

type Body = Record<string, unknown> & { results: Record<string, unknown>[]; errors: { field: string }[] };

async function call(fakes: Fakes, options: InjectOptions) {
  const response = await fakes.app.inject(options);
  return { response, status: response.statusCode, body: response.json<Body>() };
}

const post = (url: string, payload: unknown, headers: Record<string, string> = {}): InjectOptions => ({
  method: 'POST',
  url,
  payload: payload as object,
  headers,
});

const promise = (amount: string, dueOn = '2026-11-10', currency = 'CNY') => ({
  instalments: [{ dueOn, amount: { amount, currency } }],
});

describe('problem documents', () => {
  test.each<[string, InjectOptions, number, string, string]>([
    ['unknown route', { url: '/v1/nothing' }, 404, 'not-found', 'There is no GET /v1/nothing'],
    ['unknown loan', { url: '/v1/cases/L9' }, 404, 'not-found', 'Loan L9 has no case.'],
    ['bad enum', { url: '/v1/cases?stage=late' }, 400, 'invalid-input', 'stage'],
    ['bad cursor', { url: '/v1/cases?cursor=zzz' }, 400, 'invalid-input', 'cursor'],
    ['limit of a page', { url: '/v1/cases?limit=1000' }, 400, 'invalid-input', 'limit'],
    ['bad url', { url: '/v1/cases/%ZZ' }, 400, 'invalid-input', 'not a valid url component'],
    ['date', post('/v1/cases/L1/promises', promise('5.00', '2026-02-30')), 400, 'invalid-input', 'dueOn'],
    [
      'decimals',
      post('/v1/cases/L1/promises', promise('5.001')),
      400,
      'invalid-input',
      'instalments.0.amount',
    ],
    ['zero', post('/v1/cases/L1/promises', promise('0.00')), 400, 'invalid-input', 'more than zero'],
    [
      'currency',
      post('/v1/cases/L1/promises', promise('5.00', '2026-11-10', 'USD')),
      400,
      'invalid-input',
      'CNY',
    ],
    [
      'no field of ours',
      post('/v1/cases/L1/close', { why: 'x', reason: 'sold', by: 'me' }),
      400,
      'invalid-input',
      'by',
    ],
    ['batch too big', post('/v1/payments', new Array(1001).fill({})), 400, 'invalid-input', '1 to 1000'],
    ['empty batch', post('/v1/overdue-events', []), 400, 'invalid-input', '1 to 1000'],
    ['one item', post('/v1/overdue-events', { loanId: 7 }), 400, 'invalid-input', 'loanId'],
    ['unknown task', post('/v1/approvals/T9/approve', { why: 'x' }), 404, 'not-found', 'no task T9'],
  ])('%s', async (_name, options, status, slug, words) => {
    const { response, body } = await call(fakeApi(), options);
    expect(body).toMatchObject({ type: `urn:arrears:problem:${slug}`, status });
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body['detail']).toContain(words);
    expect(body['title']).toEqual(expect.any(String));
    expect(body['instance']).toMatch(/^\//);
  });

  test('broken JSON', async () => {
    const options = { ...post('/v1/payments', '{'), headers: { 'content-type': 'application/json' } };
    const { status, body } = await call(fakeApi(), options);
    expect([status, body['type']]).toEqual([400, 'urn:arrears:problem:invalid-input']);
  });

  test('a refusal names its rule', async () => {
    const fakes = fakeApi({
      caseClient: {
        ask: () =>
          Promise.reject(new DomainFailure('Rejected.PromiseTooLate', 'The last date is 2026-12-01.')),
      },
    });
    const { body } = await call(fakes, post('/v1/cases/L1/promises', promise('500.00')));
    expect(body).toMatchObject({
      type: 'urn:arrears:problem:rejected:PromiseTooLate',
      status: 409,
      code: 'Rejected.PromiseTooLate',
      detail: 'The last date is 2026-12-01.',
      instance: '/v1/cases/L1/promises',
    });
  });

  test('what fails on our side may be tried again, and a bug tells nothing', async () => {
    const down = new DomainFailure('UpstreamUnavailable', 'Temporal does not answer; try again.');
    const fakes = fakeApi({ caseClient: { reportOverdue: () => Promise.reject(down) } });
    const { response, body } = await call(fakes, post('/v1/overdue-events', { loanId: 'L1' }));
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
    expect(body['type']).toBe('urn:arrears:problem:upstream-unavailable');
    const bug = fakeApi({ caseClient: { ask: () => Promise.reject(new Error('password=hunter2')) } });
    const answer = await call(bug, post('/v1/cases/L1/promises', promise('500.00')));
    expect([answer.status, answer.body['type']]).toEqual([500, 'urn:arrears:problem:internal']);
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
  });
});

describe('batches', () => {
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
});

describe('Idempotency-Key', () => {
  const url = '/v1/cases/L1/promises';
  const headers = { 'idempotency-key': 'k1' };

  test('the first answer is given again, and the case is asked once', async () => {
    const fakes = fakeApi();
    const first = await call(fakes, post(url, promise('500.00'), headers));
    const again = await call(fakes, post(url, promise('500.00'), headers));
    expect(again.body).toEqual(first.body);
    expect(again.response.headers['idempotency-replayed']).toBe('true');
    expect(fakes.calls).toHaveLength(1);
  });

  test('a refusal is an answer too', async () => {
    const refusal = new DomainFailure('Rejected.NothingOwed', 'Nothing is owed.');
    let asked = 0;
    const ask = () => {
      asked += 1;
      return Promise.reject(refusal);
    };
    const fakes = fakeApi({ caseClient: { ask } });
    const first = await call(fakes, post(url, promise('500.00'), headers));
    const again = await call(fakes, post(url, promise('500.00'), headers));
    expect([asked, again.status, again.body]).toEqual([1, 409, first.body]);
    expect(again.response.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  test('another body, route or actor with the same key is refused', async () => {
    const fakes = fakeApi();
    await call(fakes, post(url, promise('500.00'), headers));
    for (const other of [
      post(url, promise('600.00'), headers),
      post('/v1/cases/L2/promises', promise('500.00'), headers),
      post(url, promise('500.00'), { ...headers, 'x-actor': 'ann' }),
    ]) {
      const { status, body } = await call(fakes, other);
      expect([status, body['type']]).toEqual([422, 'urn:arrears:problem:idempotency-conflict']);
    }
  });

  test('while the first is running the second is asked to come back', async () => {
    let finish: (() => void) | undefined;
    const fakes = fakeApi({
      caseClient: { reportOverdue: () => new Promise((resolve) => (finish = resolve)) },
    });
    const first = call(fakes, post('/v1/overdue-events', { loanId: 'L1' }, headers));
    await expect.poll(() => finish).toBeDefined();
    const second = await call(fakes, post('/v1/overdue-events', { loanId: 'L1' }, headers));
    expect(second.body['type']).toBe('urn:arrears:problem:request-running');
    expect([second.status, second.response.headers['retry-after']]).toEqual([409, '1']);
    finish?.();
    expect((await first).status).toBe(202);
  });

  test('what failed on our side is not kept', async () => {
    const answers = [
      () => Promise.reject(new DomainFailure('UpstreamUnavailable', 'gone')),
      () => Promise.resolve(),
    ];
    const fakes = fakeApi({ caseClient: { reportOverdue: () => answers.shift()?.() ?? Promise.resolve() } });
    const send = () => call(fakes, post('/v1/overdue-events', { loanId: 'L1' }, headers));
    expect([(await send()).status, (await send()).status]).toEqual([503, 202]);
  });

  test('the id of what is asked follows the key, so that a repeat after a crash is the same event', async () => {
    const ids = await Promise.all(
      [fakeApi(), fakeApi()].map(async (fakes) => {
        await call(fakes, post(url, promise('500.00'), headers));
        return fakes.calls[0]?.event['id'];
      }),
    );
    expect(ids[0]).toBe(ids[1]);
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

test('readiness says which part does not answer', async () => {
  const ready = await call(fakeApi(), { url: '/ready' });
  expect([ready.status, ready.body['status']]).toEqual([200, 'ready']);
  const down = fakeApi({ caseClient: { ping: () => Promise.reject(new Error('no')) } });
  const { status, body } = await call(down, { url: '/ready' });
  expect(status).toBe(503);
  expect(body['parts']).toMatchObject({ database: { status: 'up' }, temporal: { status: 'down' } });
  expect((await call(down, { url: '/health' })).status).toBe(200);
});

test('the documentation is made of the schemas', async () => {
  const { body } = await call(fakeApi(), { url: '/docs/json' });
  const paths = body['paths'] as Record<
    string,
    Record<string, { requestBody?: unknown; parameters?: unknown }>
  >;
  expect(Object.keys(paths).toSorted()).toEqual([
    '/health',
    '/ready',
    '/v1/approvals/{id}/approve',
    '/v1/approvals/{id}/reject',
    '/v1/cases',
    '/v1/cases/{loanId}',
    '/v1/cases/{loanId}/close',
    '/v1/cases/{loanId}/disputes',
    '/v1/cases/{loanId}/grace-requests',
    '/v1/cases/{loanId}/promises',
    '/v1/cases/{loanId}/timeline',
    '/v1/overdue-events',
    '/v1/payments',
    '/v1/tasks',
  ]);
  expect(JSON.stringify(paths['/v1/payments']?.['post']?.requestBody)).toContain('schemas/Payment');
  expect(JSON.stringify(paths['/v1/payments']?.['post']?.parameters)).toContain('idempotency-key');
});
