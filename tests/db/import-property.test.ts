import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRunDir } from '../../config/paths.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { formatMinor } from '../../domain/money.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { importDir, writeFiles, type Row } from './import-fixtures.ts';

let test_: TestDatabase;
let database: Database;
let dir: string;

beforeAll(async () => {
  test_ = await createTestDatabase();
  database = createDatabase(test_.url);
  dir = createRunDir('import');
});

afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await database.close();
  await test_.drop();
});

// Whatever may stand in a quoted field. Zero bytes and half surrogates cannot be stored.
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((value) => value.replace(/[\0\uFFFD]/g, '').trim())
  .filter((value) => value !== '' && !value.includes('\n'));
const awkward = fc.constantFrom(
  'a,b',
  'say "x"',
  '""',
  "O'Brien",
  'tab\there',
  '\\N',
  'back\\slash',
  '{"a":1}',
);
const words = fc.oneof(text, awkward);
const amount = fc.oneof(
  fc.integer({ min: 0, max: 1_000 }),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
);
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

const payment = fc.record({
  channel: words,
  amountMinor: amount,
  paidAt: day,
  note: fc.option(words, { nil: '' }),
});

test('random rows of awkward texts, amounts and times arrive as they are, and again unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(payment, { minLength: 1, maxLength: 40 }), words, async (payments, name) => {
      await database.pool.query('TRUNCATE customers, loans CASCADE');
      const rows = payments.map(({ channel, amountMinor, paidAt, note }, index): Row => ({
        payment_id: `P${String(index).padStart(3, '0')}`,
        paid_at: paidAt,
        amount: formatMinor(amountMinor, 'CNY'),
        channel,
        note,
      }));
      writeFiles(dir, { customers: [{ name }], loans: [{}], payments: rows });
      expect((await importDir(database.pool, dir)).payments).toMatchObject({
        inserted: rows.length,
        rejected: 0,
      });
      const stored = await database.pool.query<Record<string, unknown>>(
        'SELECT * FROM payments ORDER BY payment_id',
      );
      expect(
        stored.rows.map((row) => ({
          channel: row['channel'],
          amountMinor: Number(row['amount_minor']),
          paidAt: (row['paid_at'] as Date).toISOString(),
          note: (row['extra'] as Row)['note'] ?? '',
        })),
      ).toEqual(payments);
      const names = await database.pool.query<{ name: string }>('SELECT name FROM customers');
      expect(names.rows).toEqual([{ name }]);
      expect((await importDir(database.pool, dir)).payments).toMatchObject({ unchanged: rows.length });
    }),
    { numRuns: 25 },
  );
});
