import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { connectTestTemporal, type TestTemporal } from '../setup/temporal.ts';
import { SEARCH_ATTRIBUTES } from '../setup/search-attributes.ts';

let database: TestDatabase;
let temporal: TestTemporal;

beforeAll(async () => {
  [database, temporal] = await Promise.all([createTestDatabase(), connectTestTemporal()]);
});

afterAll(async () => {
  await temporal.close();
  await database.drop();
});

test('texts are UTF-8, ordered by bytes on every machine alike', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ encoding: string; locale: string; words: string }>(
      `SELECT pg_encoding_to_char(encoding) AS encoding, datlocale AS locale,
              (SELECT string_agg(w, ' ' ORDER BY w) FROM unnest(ARRAY['é', 'b', 'Z', '王']) AS w) AS words
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(rows).toEqual([{ encoding: 'UTF8', locale: 'C.UTF-8', words: 'Z b é 王' }]);
  } finally {
    await client.end();
  }
});

test('the dev server knows the search attributes from its start', async () => {
  const { customAttributes } = await temporal.connection.operatorService.listSearchAttributes({
    namespace: 'default',
  });
  expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(Object.keys(SEARCH_ATTRIBUTES)));
});
