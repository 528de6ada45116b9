import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMinor } from '../../domain/money.ts';
import { importBed } from './import-bed.ts';
import { writeFiles, type Row } from './import-fixtures.ts';

const bed = importBed();

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
      await bed.empty();
      const rows = payments.map(({ channel, amountMinor, paidAt, note }, index): Row => ({
        payment_id: `P${String(index).padStart(3, '0')}`,
        paid_at: paidAt,
        amount: formatMinor(amountMinor, 'CNY'),
        channel,
        note,
      }));
      writeFiles(bed.dir, { customers: [{ name }], loans: [{}], payments: rows });
      expect((await bed.importIt()).payments).toMatchObject({
        inserted: rows.length,
        rejected: 0,
      });
      const stored = await bed.rowsOf('SELECT * FROM payments ORDER BY payment_id');
      expect(
        stored.map((row) => ({
          channel: row['channel'],
          amountMinor: Number(row['amount_minor']),
          paidAt: (row['paid_at'] as Date).toISOString(),
          note: (row['extra'] as Row)['note'] ?? '',
        })),
      ).toEqual(payments);
      const names = await bed.rowsOf('SELECT name FROM customers');
      expect(names).toEqual([{ name }]);
      expect((await bed.importIt()).payments).toMatchObject({ unchanged: rows.length });
    }),
    { numRuns: 25 },
  );
});
