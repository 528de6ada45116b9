import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { IdempotencyRepository } from '../../db/idempotency-repository.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let testDatabase: TestDatabase;
let here: Database;
let elsewhere: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  here = createDatabase(testDatabase.url, { maxConnections: 3 });
  elsewhere = createDatabase(testDatabase.url, { maxConnections: 3 });
});
afterAll(async () => {
  await here?.close();
  await elsewhere?.close();
  await testDatabase?.drop();
});

const request = (key: string, requestHash = 'body') => ({ key, requestHash });

test('one works on a request, here or elsewhere, and its answer is for all', async () => {
  const [a, b] = [new IdempotencyRepository(here.pool), new IdempotencyRepository(elsewhere.pool)];
  expect(await a.claim(request('k1'))).toEqual({ kind: 'first' });
  expect(await a.claim(request('k1'))).toEqual({ kind: 'running' });
  expect(await b.claim(request('k1'))).toEqual({ kind: 'running' });
  await a.keep(request('k1'), { status: 202, body: { accepted: 1 } }, 0);
  for (const repository of [a, b, a, b]) {
    const kept = { kind: 'answered', answer: { status: 202, body: { accepted: 1 } } };
    expect(await repository.claim(request('k1'))).toEqual(kept);
    expect(await repository.claim(request('k1', 'other'))).toEqual({ kind: 'other-request' });
  }
  await Promise.all([a.close(), b.close()]);
});

test('a request that failed is the first again', async () => {
  const [a, b] = [new IdempotencyRepository(here.pool), new IdempotencyRepository(elsewhere.pool)];
  await a.claim(request('k2'));
  await a.release('k2');
  expect(await b.claim(request('k2'))).toEqual({ kind: 'first' });
  await Promise.all([a.close(), b.close()]);
});

test('whoever dies lets go of its keys, and goes on when it only lost its connection', async () => {
  const [a, b] = [new IdempotencyRepository(here.pool), new IdempotencyRepository(elsewhere.pool)];
  expect(await a.claim(request('k3'))).toEqual({ kind: 'first' });
  await elsewhere.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks
     WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  await expect.poll(() => b.claim(request('k3'))).toEqual({ kind: 'first' });
  expect(await a.claim(request('k4'))).toEqual({ kind: 'first' });
  await Promise.all([a.close(), b.close()]);
});

test('many requests at once need no more connections than one', async () => {
  const repository = new IdempotencyRepository(here.pool);
  const keys = Array.from({ length: 50 }, (_, n) => `many-${n}`);
  const states = await Promise.all(keys.map((key) => repository.claim(request(key))));
  expect(new Set(states.map(({ kind }) => kind))).toEqual(new Set(['first']));
  await Promise.all(keys.map((key) => repository.keep(request(key), { status: 200, body: null }, 0)));
  await repository.close();
});
