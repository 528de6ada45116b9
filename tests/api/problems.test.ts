import type { InjectOptions } from 'fastify';
import { describe, expect, test } from 'vitest';
import { DomainFailure } from '../../domain/failures.ts';
import { call, post, promiseToPay } from './calls.ts';
import { fakeApi } from './fakes.ts';

describe('problem documents', () => {
  test.each<[string, InjectOptions, number, string, string]>([
    ['unknown route', { url: '/v1/nothing' }, 404, 'not-found', 'There is no GET /v1/nothing'],
    ['unknown loan', { url: '/v1/cases/L9' }, 404, 'not-found', 'Loan L9 has no case.'],
    ['bad enum', { url: '/v1/cases?stage=late' }, 400, 'invalid-input', 'stage'],
    ['bad cursor', { url: '/v1/cases?cursor=zzz' }, 400, 'invalid-input', 'cursor'],
    ['limit of a page', { url: '/v1/cases?limit=1000' }, 400, 'invalid-input', 'limit'],
    ['bad url', { url: '/v1/cases/%ZZ' }, 400, 'invalid-input', 'not a valid url component'],
    [
      'date',
      post('/v1/cases/L1/promises', promiseToPay('5.00', '2026-02-30')),
      400,
      'invalid-input',
      'dueOn',
    ],
    [
      'decimals',
      post('/v1/cases/L1/promises', promiseToPay('5.001')),
      400,
      'invalid-input',
      'instalments.0.amount',
    ],
    ['zero', post('/v1/cases/L1/promises', promiseToPay('0.00')), 400, 'invalid-input', 'more than zero'],
    [
      'currency',
      post('/v1/cases/L1/promises', promiseToPay('5.00', '2026-11-10', 'USD')),
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

  test.each(['22021', '22P05', '22008'])('what the database cannot keep (%s) is bad input', async (code) => {
    const error = Object.assign(new Error('invalid byte sequence for encoding "UTF8": 0x00'), { code });
    const { data } = fakeApi();
    const cases = { ...data.cases, list: () => Promise.reject(new Error('query failed', { cause: error })) };
    const { status, body } = await call(fakeApi({ data: { cases } }), { url: '/v1/cases?segment=a%00' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'InvalidInput', instance: '/v1/cases' });
    expect(body['detail']).toContain('NUL');
  });

  test('a refusal names its rule', async () => {
    const fakes = fakeApi({
      caseClient: {
        ask: () =>
          Promise.reject(new DomainFailure('Rejected.PromiseTooLate', 'The last date is 2026-12-01.')),
      },
    });
    const { body } = await call(fakes, post('/v1/cases/L1/promises', promiseToPay('500.00')));
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
    const answer = await call(bug, post('/v1/cases/L1/promises', promiseToPay('500.00')));
    expect([answer.status, answer.body['type']]).toEqual([500, 'urn:arrears:problem:internal']);
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
  });
});
