import { expect, test } from 'vitest';
import { fakeApi } from './fakes.ts';

const web = {
  type: 'web',
  endpoint: 'https://push.example/send/abc',
  keys: {
    p256dh: Buffer.alloc(65, 4).toString('base64url'),
    auth: Buffer.alloc(16, 1).toString('base64url'),
  },
};
const app = { type: 'app', token: 'T-1' };

const put = (path: string, payload: object) => fakeApi().app.inject({ method: 'PUT', url: path, payload });

test.each([web, app])('a push subscription is taken, and is told by its id', async (payload) => {
  const answer = await put('/v1/customers/C1/push-subscriptions', payload);
  expect([answer.statusCode, answer.json()]).toEqual([200, { subscriptionId: 'S1' }]);
});

test.each([
  ['an address inside our network', { ...web, endpoint: 'https://127.0.0.1/x' }],
  ['an address inside our network, IPv6', { ...web, endpoint: 'https://[::1]/x' }],
  ['a name inside our network', { ...web, endpoint: 'https://localhost/x' }],
  ['a number that is an address', { ...web, endpoint: 'https://2130706433/x' }],
  ['in clear', { ...web, endpoint: 'http://push.example/x' }],
  ['keys that are none', { ...web, keys: { p256dh: 'abc', auth: 'abc' } }],
  ['something else', { ...app, more: true }],
])('a push subscription to %s is refused', async (_what, payload) => {
  const answer = await put('/v1/customers/C1/push-subscriptions', payload);
  expect(answer.statusCode).toBe(400);
});

test('a postal address has one to five lines', async () => {
  const url = '/v1/customers/C1/postal-address';
  expect((await put(url, { lines: ['12 Example Road', 'London'] })).statusCode).toBe(204);
  for (const lines of [[], [''], ['a', 'b', 'c', 'd', 'e', 'f'], ['a\nb'], ['x'.repeat(61)]]) {
    expect((await put(url, { lines })).statusCode).toBe(400);
  }
});

test('what is not there is not found', async () => {
  const { app: api } = fakeApi();
  const found = async (method: 'PUT' | 'DELETE', url: string, payload?: object) =>
    (await api.inject({ method, url, ...(payload && { payload }) })).statusCode;
  expect(await found('DELETE', '/v1/customers/C1/push-subscriptions/S1')).toBe(204);
  expect(await found('DELETE', '/v1/customers/C1/push-subscriptions/S2')).toBe(404);
  expect(await found('PUT', '/v1/customers/C9/push-subscriptions', app)).toBe(404);
  expect(await found('PUT', '/v1/customers/C9/postal-address', { lines: ['a'] })).toBe(404);
});
