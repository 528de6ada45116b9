import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { createRunDir } from '../../config/paths.ts';
import { ALL_GOOD, csv, writeFiles, writeGzip } from '../db/import-fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { withDatabase } from '../setup/template.ts';
import { runDataCommand } from './run-data-command.ts';

let test_: TestDatabase;
let dir: string;

beforeAll(async () => {
  test_ = await createTestDatabase();
});

afterAll(() => test_.drop());

beforeEach(() => {
  dir = createRunDir('import');
  return () => rmSync(dir, { recursive: true, force: true });
});

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runDataCommand(args, { DATABASE_URL: test_.url, ...env });

async function sentenceOf(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await run(args, env);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  return stderr.trim().split('\n').at(-1) ?? '';
}

describe('arrears import', () => {
  test('prints the counts; the second run says that nothing has changed', async () => {
    writeFiles(dir, { ...ALL_GOOD, ratings: [{}, { score: 'x' }] });
    const first = await run(['import', dir]);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^file +inserted +updated +unchanged +rejected\n/);
    expect(first.stdout).toMatch(/\nratings.csv +1 +0 +0 +1\n/);
    expect(first.stdout).toMatch(/\n6 rows in [\d.]+ s \([\d,]+ rows\/s\)\n/);
    expect(first.stdout).toContain(`Rejected rows: ${join(dir, 'rejected', 'ratings.csv')}`);
    const second = await run(['import', dir]);
    expect(second.stdout).toContain('rows/s); nothing has changed');
  });

  test('--json, --rejects, and what is missing', async () => {
    writeFiles(dir, { customers: [{ customer_id: 'J1' }, { phone: '-' }] });
    const rejects = join(dir, 'elsewhere');
    const { code, stdout, stderr } = await run(['import', dir, '--json', '--rejects', rejects]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [
        { file: 'customers.csv', inserted: 1, rejected: 1, rejectsPath: join(rejects, 'customers.csv') },
      ],
      missing: ['loans', 'instalments', 'payments', 'ratings'],
      rows: 2,
    });
    expect(existsSync(join(rejects, 'customers.csv'))).toBe(true);
    expect(stderr).toContain('There is no loans.csv or loans.csv.gz: its rows stay as they are.');
  });

  test('a compressed file that breaks off: its good rows, a warning, exit code 0', async () => {
    const bytes = writeGzip(
      dir,
      'customers',
      csv('customers', [{ customer_id: 'T1' }, { customer_id: 'T2' }]),
    );
    writeFileSync(join(dir, 'customers.csv.gz'), bytes.subarray(0, -20));
    const { code, stderr } = await run(['import', dir]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/Warning: customers.csv.gz breaks off at line \d+; the rows before were imported/);
  });

  test('what a person can mend is told in one sentence', async () => {
    expect(await sentenceOf(['import', join(dir, 'nowhere')])).toMatch(/nowhere is no folder\.$/);
    expect(await sentenceOf(['import', dir])).toContain('has none of customers.csv, loans.csv');
    writeFiles(dir, { customers: 'customer_id,name\nC1,x\n' });
    expect(await sentenceOf(['import', dir])).toMatch(
      /^customers\.csv: it lacks the columns language, timezone, .*vulnerable\.$/,
    );
    expect(await sentenceOf(['import', dir], { ARREARS_FIELD_KEYS: '' })).toMatch(
      /set ARREARS_FIELD_KEYS .*openssl rand -base64 32/,
    );
    writeFiles(dir, ALL_GOOD);
    const empty = withDatabase(inject('postgresUrl'), 'postgres');
    expect(await sentenceOf(['import', dir], { DATABASE_URL: empty })).toContain('run arrears migrate');
    expect((await run(['import'])).code).toBe(2);
  });

  test('on the embedded database it migrates and makes a key that only its owner reads', async () => {
    writeFiles(dir, ALL_GOOD);
    const data = createRunDir('import-data');
    try {
      const env = { DATABASE_URL: '', ARREARS_FIELD_KEYS: '', ARREARS_DATA_DIR: data };
      expect((await run(['import', dir, '--json'], env)).code).toBe(0);
      const key = join(data, 'field-keys');
      expect(statSync(key).mode & 0o777).toBe(0o600);
      // The same key again: the values compare equal.
      expect((await run(['import', dir], env)).stdout).toContain('nothing has changed');
      writeFileSync(key, 'damaged');
      expect(await sentenceOf(['import', dir], env)).toContain(`The key file ${key} is damaged`);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });
});

describe('arrears arrears-report', () => {
  beforeAll(async () => {
    const folder = createRunDir('report');
    writeFiles(folder, {
      ...ALL_GOOD,
      loans: [{}, { loan_id: 'L,2' }],
      instalments: [{}, { loan_id: 'L,2', due_on: '2026-09-20' }],
      payments: [{ amount: '12.34' }],
    });
    await run(['import', folder]);
    rmSync(folder, { recursive: true });
  });

  const text = 'loan_id,dpd,arrears\n"L,2",42,512.34\nL1,12,500.00\n';

  test('writes the file and prints a summary', async () => {
    const out = join(dir, 'f.csv');
    const { code, stdout } = await run(['arrears-report', '--as-of', '2026-11-01', '--out', out]);
    expect(code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(text);
    expect(stdout.split('\n')).toEqual([
      '2 loans overdue on 2026-11-01, CNY 1,012.34 in arrears',
      '    12 days past due: 1',
      '    42 days past due: 1',
      '',
    ]);
  });

  test('writes to stdout, the summary then to stderr', async () => {
    const { stdout, stderr } = await run(['arrears-report', '--as-of', '2026-11-01', '--out', '-', '--json']);
    expect(stdout).toBe(text);
    expect(JSON.parse(stderr.trim().split('\n').at(-1) ?? '')).toEqual({
      asOf: '2026-11-01',
      loans: 2,
      arrearsMinor: { CNY: 101_234 },
      byDaysPastDue: { 12: 1, 42: 1 },
    });
  });

  test('no date, no such date: wrong usage; no such folder: one sentence', async () => {
    expect((await run(['arrears-report', '--out', '-'])).code).toBe(2);
    expect((await run(['arrears-report', '--as-of', '2026-11-31'])).code).toBe(2);
    const out = join(dir, 'nowhere', 'f.csv');
    expect(await sentenceOf(['arrears-report', '--as-of', '2026-11-01', '--out', out])).toContain(
      'does not exist',
    );
  });
});
