import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { importBed } from './import-bed.ts';
import {
  ALL_GOOD,
  GOOD,
  csv,
  rejectedLines,
  writeFiles,
  writeGzip,
  type FileName,
  type Row,
} from './import-fixtures.ts';

const bed = importBed();
const { rowsOf, importIt } = bed;

beforeEach(() => writeFiles(bed.dir, { ...ALL_GOOD, teams: [{}], users: [{}] }));

test.each<[FileName, Row, reject: string]>([
  ['customers', { customer_id: '' }, 'customer_id,,is empty'],
  ['customers', { birth_date: '1990-02-30' }, 'birth_date,1990-02-30,is not a calendar date (YYYY-MM-DD)'],
  ['customers', { timezone: 'Asia/Peking' }, 'timezone,Asia/Peking,is not a time zone (Asia/Shanghai)'],
  ['customers', { timezone: '+08:00' }, 'timezone,+08:00,is not a time zone (Asia/Shanghai)'],
  ['customers', { language: 'chinese!' }, 'language,chinese!,is not a language (zh-CN)'],
  ['customers', { consent_sms: '' }, 'consent_sms,,is neither true nor false'],
  ['customers', { annual_income: '-1' }, 'annual_income,-1,is negative'],
  ['customers', { phone: 'none' }, 'phone,none,is not a telephone number (+8613800000000)'],
  ['customers', { email: 'c1.customers.example' }, 'email,c1.customers.example,is not an e-mail address'],
  ['customers', { name: 'zero\0byte' }, 'name,zero\0byte,contains a zero byte'],
  ['loans', { customer_id: 'C9' }, 'customer_id,C9,is not a known customer'],
  ['loans', { currency: 'RMBY' }, 'currency,RMBY,is not a currency code (CNY)'],
  ['loans', { lender_role: 'agent' }, '"is not one of first_party, third_party"'],
  ['loans', { jurisdiction: 'China' }, 'jurisdiction,China,"is not a jurisdiction (CN, EU-IE)"'],
  ['loans', { term_months: '12.5' }, 'term_months,12.5,is not a whole number'],
  ['loans', { term_months: '9999999999' }, 'term_months,9999999999,is not a whole number'],
  ['loans', { principal: '1,000.00' }, `principal,"1,000.00","'1,000.00' is not an amount in CNY`],
  ['loans', { principal: '90071992547409.93' }, 'principal,90071992547409.93,'],
  ['instalments', { loan_id: 'L9' }, 'loan_id,L9,is not a known loan'],
  ['instalments', { number: '-1' }, 'number,-1,is less than 0'],
  ['instalments', { due_on: '20.10.2026' }, 'due_on,20.10.2026,is not a calendar date (YYYY-MM-DD)'],
  ['instalments', { principal_due: '-500.00' }, 'principal_due,-500.00,is negative'],
  ['instalments', { fee_due: '0.001' }, 'fee_due,0.001,'],
  ['payments', { loan_id: 'L9' }, 'loan_id,L9,is not a known loan'],
  ['payments', { amount: '-0.01' }, 'amount,-0.01,is negative'],
  ['payments', { amount: 'NaN' }, 'amount,NaN,'],
  ['payments', { currency: 'USD' }, 'currency,USD,is not the currency of the loan (CNY)'],
  ['payments', { paid_at: '2026-09-10 03:15:00' }, 'paid_at,2026-09-10 03:15:00,'],
  ['payments', { paid_at: '2026-09-31T03:15:00Z' }, 'paid_at,2026-09-31T03:15:00Z,is not a calendar date'],
  ['payments', { paid_at: '2026-09-10T25:00:00Z' }, 'paid_at,2026-09-10T25:00:00Z,is not a time'],
  ['ratings', { customer_id: 'C9' }, 'customer_id,C9,is not a known customer'],
  ['ratings', { score: 'high' }, 'score,high,is not a whole number'],
  ['teams', { team_id: '' }, 'team_id,,is empty'],
  ['teams', { team_id: 'T9' }, 'region,north,is the region of team T1 already'],
  ['users', { user_id: 'cleo', team_id: 'T9' }, 'team_id,T9,is not a known team'],
  ['users', { user_id: 'cleo', role: 'boss' }, 'role,boss,"is not one of collector, supervisor, compliance'],
  ['users', { user_id: 'cleo', languages: 'zh-CN;??' }, 'languages,zh-CN;??,is not a language (zh-CN)'],
  ['users', { user_id: 'cleo', capacity: '-1' }, 'capacity,-1,is less than 0'],
  ['users', { user_id: 'cleo', active: 'maybe' }, 'active,maybe,is neither true nor false'],
  ['indicators', { indicator: '' }, 'indicator,,is empty'],
  ['indicators', { indicator: 'x'.repeat(51) }, 'is longer than 50 characters'],
  ['indicators', { as_of: '2026-10' }, 'as_of,2026-10,is not a calendar date (YYYY-MM-DD)'],
  ['indicators', { value: '5,2' }, 'value,"5,2",is not a decimal number'],
  ['indicators', { value: '' }, 'value,,is not a decimal number'],
  ['indicators', { source: '' }, 'source,,is empty'],
  ['collateral', { loan_id: 'L9' }, 'loan_id,L9,is not a known loan'],
  ['collateral', { as_of: '31.10.2026' }, 'as_of,31.10.2026,is not a calendar date (YYYY-MM-DD)'],
  ['collateral', { value: '-1' }, 'value,-1,is negative'],
  ['collateral', { value: '0.001' }, 'value,0.001,'],
  ['collateral', { currency: 'USD' }, 'currency,USD,is not the currency of the loan (CNY)'],
  ['collateral', {}, '"loan_id,as_of","L1,2026-10-31",is in line 2 already'],
])('%s with %j', async (name, bad, reject) => {
  // Two good rows around it, which differ in what identifies them.
  const another: Record<FileName, Row> = {
    customers: { customer_id: 'C2' },
    loans: { loan_id: 'L2' },
    instalments: { number: '2' },
    payments: { payment_id: 'P2' },
    ratings: { source: 'bureau' },
    teams: { team_id: 'T2', region: 'south' },
    users: { user_id: 'ben' },
    indicators: { region: '', value: '-0.4' },
    collateral: { as_of: '2026-09-30' },
  };
  writeFiles(bed.dir, { [name]: [{}, bad, another[name]] });
  expect((await importIt())[name]).toMatchObject({ inserted: 2, rejected: 1 });
  const [line = '', ...others] = rejectedLines(bed.dir, name);
  expect(others).toEqual([]);
  expect(line).toContain(reject);
  expect(line.startsWith('3,')).toBe(true);
});

describe('rows that are none', () => {
  const good = (id: string) => csv('payments', [{ payment_id: id }]).split('\n')[1] ?? '';
  const header = Object.keys(GOOD.payments).join(',');
  const ids = async () =>
    (await rowsOf<{ payment_id: string }>('SELECT payment_id FROM payments ORDER BY 1')).map(
      (row) => row.payment_id,
    );

  test.each<[what: string, lines: string[], good: string[], rejects: string[]]>([
    ['one column too few', ['P2,L1'], ['P1', 'P3'], ['3,,"P2,L1",has 2 columns where the header has 6']],
    [
      'one column too many',
      [`${good('P2')},more`],
      ['P1', 'P3'],
      [`3,,"${good('P2')},more",has 7 columns where the header has 6`],
    ],
    [
      'a quote inside a value',
      [good('P2').replace('transfer', 'tra"nsfer')],
      ['P1', 'P3'],
      [`3,,"${good('P2').replace('transfer', 'tra""nsfer')}",`],
    ],
    [
      'a quote that is never closed',
      [good('P2').replace('transfer', '"transfer'), good('P2b')],
      ['P1', 'P2b', 'P3'],
      [`3,,"${good('P2').replace('transfer', '""transfer')}",`],
    ],
    [
      'a quote that another stray quote closes',
      [good('P2').replace('transfer', '"transfer'), good('P2b'), `${good('P2c')}"`],
      ['P1', 'P2b', 'P3'],
      ['3,', '5,'],
    ],
    ['empty lines', ['', '  ', good('P2'), ''], ['P1', 'P2', 'P3'], []],
  ])('%s', async (_what, lines, expected, rejects) => {
    writeFiles(bed.dir, { payments: [header, good('P1'), ...lines, good('P3'), ''].join('\n') });
    expect((await importIt()).payments).toMatchObject({
      inserted: expected.length,
      rejected: rejects.length,
    });
    expect(await ids()).toEqual(expected.sort());
    if (rejects.length > 0) {
      rejectedLines(bed.dir, 'payments').forEach((line, index) => expect(line).toContain(rejects[index]));
    }
  });

  test('lines are counted past values with line breaks, quotes and commas in them', async () => {
    const channel = 'by "wire",\nthen\r\ncash';
    writeFiles(bed.dir, {
      payments: [
        { channel },
        { payment_id: 'P2', amount: 'x' },
        { payment_id: 'P3', channel },
        { amount: 'y' },
      ],
    });
    expect((await importIt()).payments).toMatchObject({ inserted: 2, rejected: 2 });
    expect(rejectedLines(bed.dir, 'payments').map((line) => line.split(',')[0])).toEqual(['5', '9']);
    const rows = await rowsOf('SELECT DISTINCT channel FROM payments');
    expect(rows).toEqual([{ channel }]);
  });

  test('broken UTF-8', async () => {
    const text = csv('customers', [
      {},
      { customer_id: 'C2', name: 'Jos#' },
      { customer_id: 'C3', name: 'José' },
    ]);
    // é as Latin-1 has it
    const bytes = Buffer.from(text);
    bytes[bytes.indexOf('#')] = 0xe9;
    writeFiles(bed.dir, { customers: bytes });
    expect((await importIt()).customers).toMatchObject({ inserted: 2, rejected: 1 });
    expect(rejectedLines(bed.dir, 'customers')).toEqual(['3,name,Jos\uFFFD,is not UTF-8']);
  });

  test('the same id again: the first good one is kept', async () => {
    writeFiles(bed.dir, {
      payments: [
        { amount: 'x' },
        { amount: '1.00' },
        { payment_id: 'P2' },
        { amount: '2.00' },
        { amount: '3.00' },
      ],
      instalments: [{}, { number: '2' }, { number: '02' }, {}],
      loans: [{}, { currency: 'JPY', principal: '1' }],
    });
    const counts = await importIt();
    expect(counts.payments).toMatchObject({ inserted: 2, rejected: 3 });
    expect(counts.instalments).toMatchObject({ inserted: 2, rejected: 2 });
    expect(rejectedLines(bed.dir, 'payments').slice(1)).toEqual([
      '5,payment_id,P1,is in line 3 already',
      '6,payment_id,P1,is in line 3 already',
    ]);
    expect(rejectedLines(bed.dir, 'instalments')).toEqual([
      '4,"loan_id,number","L1,2",is in line 3 already',
      '5,"loan_id,number","L1,1",is in line 2 already',
    ]);
    expect(rejectedLines(bed.dir, 'loans')).toEqual(['3,loan_id,L1,is in line 2 already']);
    const rows = await rowsOf(`SELECT amount_minor FROM payments WHERE payment_id = 'P1'`);
    expect(rows).toEqual([{ amount_minor: '100' }]);
  });
});

describe('compressed files that are damaged', () => {
  const many = csv(
    'payments',
    Array.from({ length: 50_000 }, (_, index) => ({ payment_id: `P${index}`, amount: `${index * 7919}.11` })),
  );

  beforeEach(() => rmSync(join(bed.dir, 'payments.csv')));

  test.each([0.1, 0.5, 0.999])('cut off after %f of it: the rows before are imported', async (share) => {
    const whole = writeGzip(bed.dir, 'payments', many);
    writeFileSync(join(bed.dir, 'payments.csv.gz'), whole.subarray(0, Math.floor(whole.length * share)));
    const { payments } = await importIt();
    const line = payments?.cutOffAtLine ?? 0;
    // All of the lines before it, and no half of one.
    expect(payments).toMatchObject({ inserted: line - 2, rejected: 1 });
    expect(line / 50_000).toBeGreaterThan(share * 0.9);
    expect(rejectedLines(bed.dir, 'payments')).toEqual([
      expect.stringMatching(new RegExp(`^${line},,,.*breaks off here`)),
    ]);
    // The whole file brings the rest.
    writeGzip(bed.dir, 'payments', many);
    const again = (await importIt()).payments;
    expect(again).toMatchObject({ inserted: 50_000 - (line - 2), unchanged: line - 2, rejected: 0 });
    expect(existsSync(join(bed.dir, 'rejected', 'payments.csv'))).toBe(false);
  });

  test('spoilt in the middle', async () => {
    const whole = writeGzip(bed.dir, 'payments', many);
    whole.fill(0xaa, 100_000, 100_064);
    writeFileSync(join(bed.dir, 'payments.csv.gz'), whole);
    const { payments } = await importIt();
    expect(payments?.rejected).toBeGreaterThan(0);
    expect(payments?.cutOffAtLine).toBeGreaterThan(0);
  });
});

describe('files that are none', () => {
  test.each<[what: string, content: string | Buffer, sentence: string]>([
    ['empty', '', 'payments.csv: it is empty: its first line must name the columns'],
    [
      'a missing column',
      'payment_id,loan_id,paid_at,amount,channel\n',
      'payments.csv: it lacks the column currency',
    ],
    ['two missing columns', 'payment_id,loan_id,paid_at,amount\n', 'it lacks the columns currency, channel'],
    ['a column twice', `${Object.keys(GOOD.payments).join(',')},amount\n`, 'it has the column amount twice'],
    ['no text', Buffer.alloc(2_000_000, 1), 'is it a CSV file?'],
  ])('%s: one sentence, and the files before it are imported', async (_what, content, sentence) => {
    writeFiles(bed.dir, { payments: content });
    await expect(importIt()).rejects.toThrow(sentence);
    const rows = await rowsOf('SELECT count(*)::int AS n FROM loans');
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('both the plain and the compressed one', async () => {
    writeGzip(bed.dir, 'loans', csv('loans', [{}]));
    await expect(importIt).rejects.toThrow('has both loans.csv and loans.csv.gz');
  });
});

describe('the rejects file', () => {
  test('is readable by its owner only, and an earlier one goes when all is good', async () => {
    writeFiles(bed.dir, { ratings: [{ score: 'x' }] });
    await importIt();
    const path = join(bed.dir, 'rejected', 'ratings.csv');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    writeFiles(bed.dir, { ratings: [{}] });
    await importIt();
    expect(existsSync(path)).toBe(false);
  });

  test('stays as it was when the import fails', async () => {
    mkdirSync(join(bed.dir, 'rejected'));
    const path = join(bed.dir, 'rejected', 'ratings.csv');
    writeFileSync(path, 'as it was');
    writeFiles(bed.dir, { ratings: 'customer_id\nC1\n' });
    await expect(importIt()).rejects.toThrow();
    expect(readFileSync(path, 'utf8')).toBe('as it was');
  });

  test('that cannot be written ends the import with advice', async () => {
    writeFileSync(join(bed.dir, 'rejected'), 'a file where the folder should be');
    writeFiles(bed.dir, { customers: [{ phone: 'none' }] });
    await expect(importIt()).rejects.toThrow('name another folder with --rejects DIR');
  });
});
