import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const MONTH = ['2031-04-01', '2031-04-30'];
const ensure = (days: string[]) => client.query('SELECT ensure_month_partitions($1, $2)', days);

async function rows(table: string): Promise<{ id: string; part: string }[]> {
  const { rows: found } = await client.query<{ id: string; part: string }>(
    table === 'timeline'
      ? `SELECT case_id AS id, tableoid::regclass::text AS part FROM timeline ORDER BY at`
      : `SELECT contact_id AS id, tableoid::regclass::text AS part FROM contacts ORDER BY reserved_at`,
  );
  return found;
}

async function write(at: string, id: string): Promise<void> {
  await client.query(
    `INSERT INTO timeline (case_id, sequence, entry, at, type, actor, data, why)
     VALUES ($2, 1, 1, $1, 'note', 'ann', '{"a": 1}', 'why')`,
    [at, id],
  );
  await client.query(
    `INSERT INTO contacts (contact_id, reserved_at, customer_id, loan_id, channel, purpose, script, rules, status)
     VALUES ($2, $1, 'C1', 'L1', 'sms', 'collect', 'reminder-soft', '[]', 'sent')`,
    [at, id],
  );
}

describe.each(['timeline', 'contacts'])('the month partitions of %s', (table) => {
  test('take in the rows that came before they were made, and no others', async () => {
    const before = await rows(table);
    if (before.length === 0) {
      await write('2031-03-31T23:59:59.999Z', 'A');
      await write('2031-04-01T00:00:00Z', 'B');
      await write('2031-04-30T23:59:59.999Z', 'C');
      await write('2031-05-01T00:00:00Z', 'D');
      expect(new Set((await rows(table)).map(({ part }) => part))).toEqual(new Set([`${table}_default`]));
    }
    await ensure(MONTH);
    await ensure(MONTH);
    expect(await rows(table)).toEqual([
      { id: 'A', part: `${table}_default` },
      { id: 'B', part: `${table}_2031_04` },
      { id: 'C', part: `${table}_2031_04` },
      { id: 'D', part: `${table}_default` },
    ]);
  });
});

test('the timeline stays append-only, in the new partition and in the default one', async () => {
  await write('2032-06-15T00:00:00Z', 'E');
  await ensure(['2032-06-01', '2032-06-30']);
  await write('2032-06-16T00:00:00Z', 'F');
  await write('2033-01-01T00:00:00Z', 'G');
  for (const id of ['E', 'F', 'G']) {
    const changed = client.query(`UPDATE timeline SET why = 'another' WHERE case_id = $1`, [id]);
    await expect(changed).rejects.toThrow('append-only');
    const deleted = client.query(`DELETE FROM timeline WHERE case_id = $1`, [id]);
    await expect(deleted).rejects.toThrow('append-only');
  }
});
