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
  // What other tools are built on; the rest may grow.
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/health',
      '/ready',
      '/v1/approvals/{id}/approve',
      '/v1/approvals/{id}/reject',
      '/v1/calls',
      '/v1/calls/{id}/outcome',
      '/v1/cases',
      ...[
        '',
        ...[
          '/cease-requests',
          '/close',
          '/complaints',
          '/disputes',
          '/grace-requests',
          '/notes',
          '/pause',
          '/plans',
        ],
        ...['/promises', '/resume', '/timeline'],
      ].map((path) => `/v1/cases/{loanId}${path}`),
      '/v1/loan-changes',
      '/v1/overdue-events',
      '/v1/payments',
      '/v1/ratings',
      '/v1/tasks',
      ...['complete', 'decline', 'start'].map((act) => `/v1/tasks/{id}/${act}`),
    ]),
  );
  const posts = Object.entries(paths).flatMap(([path, { post }]) => (post ? [{ path, post }] : []));
  const withoutKey = posts.filter(({ post }) => !JSON.stringify(post.parameters).includes('idempotency-key'));
  expect(withoutKey.map(({ path }) => path)).toEqual([]);
  expect(JSON.stringify(paths['/v1/payments']?.['post']?.requestBody)).toContain('schemas/Payment');
});
