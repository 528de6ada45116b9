import { expect, test } from 'vitest';
import { call } from './calls.ts';
import { fakeApi } from './fakes.ts';

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
