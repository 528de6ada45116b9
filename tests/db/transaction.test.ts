import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let testDatabase: TestDatabase;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase?.drop());

describe.each([{ pipelined: true }, { pipelined: false }])('a transaction, $pipelined', ({ pipelined }) => {
  let database: Database;
  const table = `things_${pipelined}`;

  beforeAll(async () => {
    database = createDatabase(testDatabase.url, { maxConnections: 1, pipelined });
    await database.pool.query(`CREATE TABLE ${table} (id int PRIMARY KEY)`);
  });
  afterAll(() => database?.close());

  const insert = (id: number) => `INSERT INTO ${table} VALUES (${id})`;
  const ids = async () =>
    (await database.pool.query<{ id: number }>(`SELECT id FROM ${table} ORDER BY id`)).rows.map(
      ({ id }) => id,
    );

  test('keeps what was sent, and gives back what was worked out', async () => {
    const answer = await inTransaction(
      database.pool,
      async (tx) => {
        await tx.send(insert(1));
        const { rows } = await tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
        await tx.send(insert(2));
        return rows[0]?.n;
      },
      { planOnce: true },
    );
    expect(answer).toBe(1);
    expect(await ids()).toEqual([1, 2]);
  });

  test('fails as the statement that failed, keeps nothing, and its connection is good again', async () => {
    const failing = inTransaction(database.pool, async (tx) => {
      await tx.send(insert(3));
      await tx.send(insert(3));
      await tx.query('SELECT 1');
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    const last = inTransaction(database.pool, (tx) => tx.send(insert(2)));
    await expect(last).rejects.toMatchObject({ code: '23505' });
    expect(await ids()).toEqual([1, 2]);
  });

  test('fails as the work that failed', async () => {
    const failing = inTransaction(database.pool, async (tx) => {
      await tx.send(insert(4));
      throw new Error('no such luck');
    });
    await expect(failing).rejects.toThrow('no such luck');
    expect(await ids()).toEqual([1, 2]);
  });

  test('lets the connection itself be worked on', async () => {
    await inTransaction(database.pool, async ({ connection }) => {
      await connection.query(`INSERT INTO ${table} VALUES ($1)`, [5]);
    });
    expect(await ids()).toEqual([1, 2, 5]);
  });
});
