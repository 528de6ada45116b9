import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importBed } from './import-bed.ts';
import { ALL_GOOD, encryption, writeFiles, writeGzip, csv } from './import-fixtures.ts';

const bed = importBed();
const { rowsOf, importIt } = bed;

describe('good files', () => {
  test('each value arrives as it was given', async () => {
    writeFiles(bed.dir, ALL_GOOD);
    expect(Object.values(await importIt()).map((counts) => counts.inserted)).toEqual([1, 1, 1, 1, 1]);
    expect(await rowsOf('SELECT *, birth_date::text FROM customers')).toEqual([
      {
        customer_id: 'C1',
        name: '王 小明',
        language: 'zh-CN',
        timezone: 'Asia/Shanghai',
        region: 'north',
        birth_date: '1990-02-28',
        occupation: null,
        annual_income: '120000.50',
        vulnerable: false,
        post_returned: false,
        extra: {},
      },
    ]);
    expect(await rowsOf('SELECT *, originated_on::text FROM loans')).toEqual([
      {
        loan_id: 'L1',
        customer_id: 'C1',
        product: 'credit_card',
        jurisdiction: 'CN',
        lender_role: 'first_party',
        currency: 'CNY',
        principal_minor: '2000000',
        annual_rate: '0.1825',
        term_months: null,
        originated_on: '2024-05-01',
        branch: 'branch-07',
        secured: false,
        extra: {},
      },
    ]);
    expect(await rowsOf('SELECT *, due_on::text FROM instalments')).toEqual([
      {
        loan_id: 'L1',
        number: 1,
        due_on: '2026-10-20',
        principal_due_minor: '50000',
        interest_due_minor: '1234',
        fee_due_minor: '0',
        extra: {},
      },
    ]);
    expect(await rowsOf('SELECT * FROM payments')).toEqual([
      {
        payment_id: 'P1',
        loan_id: 'L1',
        paid_at: new Date('2026-09-10T03:15:00Z'),
        amount_minor: '68900',
        currency: 'CNY',
        channel: 'transfer',
        extra: {},
        reverses: null,
        reversed_paid_at: null,
      },
    ]);
    expect(await rowsOf('SELECT *, as_of::text FROM external_ratings')).toEqual([
      {
        ...{ customer_id: 'C1', source: 'internal', as_of: '2026-10-31', score: 502, grade: 'D', extra: {} },
        reported_at: null,
      },
    ]);
    expect(await rowsOf('SELECT channel, granted FROM consents ORDER BY channel')).toEqual([
      { channel: 'email', granted: true },
      { channel: 'sms', granted: true },
      { channel: 'voice', granted: false },
    ]);
    expect(existsSync(join(bed.dir, 'rejected'))).toBe(false);
  });

  test('a second run changes nothing, down to the row versions', async () => {
    writeFiles(bed.dir, ALL_GOOD);
    await importIt();
    const tables = [
      'customers',
      'contact_points',
      'consents',
      'loans',
      'instalments',
      'payments',
      'external_ratings',
    ];
    const versions = () =>
      Promise.all(tables.map((table) => rowsOf(`SELECT ctid, xmin, t.* FROM ${table} t ORDER BY t`)));
    const before = await versions();
    for (const counts of Object.values(await importIt())) {
      expect(counts).toMatchObject({ inserted: 0, updated: 0, unchanged: 1, rejected: 0 });
    }
    expect(await versions()).toEqual(before);
  });

  test('what has changed is updated, and only that', async () => {
    const two = (id: string) => [{}, { [id]: 'X2' }];
    writeFiles(bed.dir, {
      customers: two('customer_id'),
      loans: two('loan_id'),
      payments: two('payment_id'),
    });
    writeFiles(bed.dir, { instalments: [{}, { number: '2' }], ratings: [{}, { source: 'bureau' }] });
    await importIt();
    writeFiles(bed.dir, {
      customers: [
        { vulnerable: 'true' },
        { customer_id: 'X2', consent_voice: 'true' },
        { customer_id: 'X3' },
      ],
      loans: [{}, { loan_id: 'X2', principal: '20000.01' }],
      instalments: [{}, { number: '2', due_on: '2026-10-21' }],
      payments: [{}, { payment_id: 'X2', paid_at: '2026-09-10T03:15:00.001Z' }],
      ratings: [{}, { source: 'bureau', score: '' }],
    });
    const counts = await importIt();
    expect(counts.customers).toMatchObject({ inserted: 1, updated: 2, unchanged: 0 });
    for (const name of ['loans', 'instalments', 'payments', 'ratings'] as const) {
      expect(counts[name]).toMatchObject({ inserted: 0, updated: 1, unchanged: 1 });
    }
    expect(await rowsOf(`SELECT score FROM external_ratings WHERE source = 'bureau'`)).toEqual([
      { score: null },
    ]);
    // Numerically equal is equal.
    writeFiles(bed.dir, { loans: [{ principal: '20000', annual_rate: '0.18250' }] });
    expect((await importIt()).loans).toMatchObject({ updated: 0, unchanged: 1 });
  });

  test('columns that are not ours are kept, and changes of them seen', async () => {
    writeFiles(bed.dir, {
      ...ALL_GOOD,
      loans: [{ officer: 'Li "the" Bo', 'cost centre': '7' }, { loan_id: 'L2' }],
    });
    await importIt();
    const extras = () => rowsOf('SELECT extra FROM loans ORDER BY loan_id');
    expect(await extras()).toEqual([
      { extra: { officer: 'Li "the" Bo', 'cost centre': '7' } },
      { extra: {} },
    ]);
    writeFiles(bed.dir, { loans: [{ officer: 'Wu', 'cost centre': '7' }, { loan_id: 'L2' }] });
    expect((await importIt()).loans).toMatchObject({ updated: 1, unchanged: 1 });
    expect(await extras()).toEqual([{ extra: { officer: 'Wu', 'cost centre': '7' } }, { extra: {} }]);
  });

  test('columns may stand in any order, lines end in CRLF, the file begin with a mark and lack its last newline', async () => {
    writeFiles(bed.dir, { customers: [{}] });
    const reversed = csv('loans', [{}, { loan_id: 'L2' }])
      .split('\n')
      .map((line) => line.split(',').reverse().join(','));
    writeFiles(bed.dir, { loans: `\uFEFF${reversed.join('\r\n').trimEnd()}` });
    expect((await importIt()).loans).toMatchObject({ inserted: 2, rejected: 0 });
  });

  test('compressed ones are the same, in several members too', async () => {
    writeFiles(bed.dir, ALL_GOOD);
    await importIt();
    rmSync(join(bed.dir, 'loans.csv'));
    writeGzip(bed.dir, 'loans', csv('loans', [{}]));
    expect((await importIt()).loans).toMatchObject({ unchanged: 1, rejected: 0 });
  });

  test('each amount is read in the currency of its loan', async () => {
    writeFiles(bed.dir, {
      ...ALL_GOOD,
      loans: [
        { currency: 'JPY', principal: '20000' },
        { loan_id: 'L2', currency: 'KWD', principal: '1.234' },
      ],
      instalments: [
        { principal_due: '500', interest_due: '12' },
        { loan_id: 'L2', principal_due: '0.001', interest_due: '0' },
      ],
      payments: [{ currency: 'JPY', amount: '689' }],
    });
    await importIt();
    expect(await rowsOf('SELECT principal_due_minor AS minor FROM instalments ORDER BY loan_id')).toEqual([
      { minor: '500' },
      { minor: '1' },
    ]);
    expect(await rowsOf('SELECT amount_minor AS minor FROM payments')).toEqual([{ minor: '689' }]);
  });
});

describe('telephone numbers and e-mail addresses', () => {
  const points = () =>
    rowsOf(
      'SELECT contact_point_id, value, value_hash, usable FROM contact_points ORDER BY contact_point_id',
    );
  const plain = (rows: Record<string, unknown>[]) =>
    rows.map(({ value }) => encryption.decrypt(String(value)));

  test('are encrypted at rest', async () => {
    writeFiles(bed.dir, { customers: [{ phone: '+86 138-0000-0001' }] });
    await importIt();
    const stored = await points();
    expect(stored.map((row) => row['contact_point_id'])).toEqual(['C1:email', 'C1:phone']);
    expect(plain(stored)).toEqual(['c1@customers.example', '+8613800000001']);
    expect(stored.map((row) => row['value_hash'])).toEqual(
      plain(stored).map((value) => encryption.hash(value)),
    );
    expect(JSON.stringify(stored)).not.toMatch(/13800000001|customers\.example/);
  });

  test('are written again only where they have changed, and are then thought usable', async () => {
    writeFiles(bed.dir, { customers: [{}] });
    await importIt();
    await bed.pool.query('UPDATE contact_points SET usable = false');
    const before = await points();
    writeFiles(bed.dir, { customers: [{ email: 'new@customers.example' }] });
    expect((await importIt()).customers).toMatchObject({ updated: 1, unchanged: 0 });
    const [email, phone] = await points();
    expect(plain([email ?? {}])).toEqual(['new@customers.example']);
    expect(email).toMatchObject({ usable: true });
    expect(phone).toEqual(before[1]);
  });

  test('are gone when the file has none any more', async () => {
    writeFiles(bed.dir, { customers: [{}] });
    await importIt();
    writeFiles(bed.dir, { customers: [{ phone: '' }] });
    expect((await importIt()).customers).toMatchObject({ updated: 1 });
    expect(plain(await points())).toEqual(['c1@customers.example']);
  });
});

test('two imports at once wait for each other', async () => {
  writeFiles(bed.dir, ALL_GOOD);
  const [first, second] = await Promise.all([importIt(), importIt()]);
  const inserted = [first, second].map(({ payments }) => payments?.inserted);
  expect(inserted.sort()).toEqual([0, 1]);
});

test('who is held as vulnerable stays so, whatever the file says', async () => {
  writeFiles(bed.dir, ALL_GOOD);
  await importIt();
  const vulnerable = async () =>
    (await rowsOf<{ vulnerable: boolean }>('SELECT vulnerable FROM customers')).map((row) => row.vulnerable);
  await bed.pool.query(
    `INSERT INTO customer_holds (hold_id, customer_id, kind, since_at, until_at, review, owner, changed_by)
     VALUES ('H1', 'C1', 'vulnerability', '2026-11-01', '2026-12-01', true, 'supervisor', 'H1')`,
  );
  await importIt();
  expect(await vulnerable()).toEqual([true]);
  await bed.pool.query(`UPDATE customer_holds SET ended_at = '2026-11-05'`);
  await importIt();
  expect(await vulnerable()).toEqual([false]);
});
