import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type pg from 'pg';
import { FieldEncryption } from '../../db/field-encryption.ts';
import { IMPORT_FILES, type ImportFile } from '../../db/import/import-files.ts';
import { findSourceFile } from '../../db/import/source-file.ts';
import { ImportRepository, type ImportCounts } from '../../db/import-repository.ts';

export type FileName = ImportFile['name'];
/** A row by column; what is not given is as in `GOOD`. */
export type Row = Readonly<Record<string, string>>;

export const encryption = new FieldEncryption([{ id: 'test', key: Buffer.alloc(32, 7) }]);

/** One good row of each file, each fitting the others. */
export const GOOD: Readonly<Record<FileName, Row>> = {
  customers: {
    customer_id: 'C1',
    name: '王 小明',
    language: 'zh-CN',
    timezone: 'Asia/Shanghai',
    region: 'north',
    birth_date: '1990-02-28',
    occupation: '',
    annual_income: '120000.50',
    phone: '+8613800000001',
    email: 'c1@customers.example',
    consent_sms: 'true',
    consent_voice: 'false',
    consent_email: 'true',
    vulnerable: 'false',
  },
  loans: {
    loan_id: 'L1',
    customer_id: 'C1',
    product: 'credit_card',
    jurisdiction: 'CN',
    lender_role: 'first_party',
    currency: 'CNY',
    principal: '20000.00',
    annual_rate: '0.1825',
    term_months: '',
    originated_on: '2024-05-01',
    branch: 'branch-07',
    secured: 'false',
  },
  instalments: {
    loan_id: 'L1',
    number: '1',
    due_on: '2026-10-20',
    principal_due: '500.00',
    interest_due: '12.34',
    fee_due: '0',
  },
  payments: {
    payment_id: 'P1',
    loan_id: 'L1',
    paid_at: '2026-09-10T03:15:00Z',
    amount: '689.00',
    currency: 'CNY',
    channel: 'transfer',
  },
  ratings: { customer_id: 'C1', source: 'internal', as_of: '2026-10-31', score: '502', grade: 'D' },
  teams: { team_id: 'T1', name: 'North', region: 'north' },
  users: {
    user_id: 'ann',
    name: 'Ann Lee',
    team_id: 'T1',
    role: 'collector',
    skills: 'hardship;legal',
    languages: 'zh-cn;en',
    capacity: '',
    active: 'true',
  },
  indicators: {
    indicator: 'unemployment',
    region: 'north',
    as_of: '2026-10-31',
    value: '5.2',
    source: 'statistics-office',
  },
  collateral: {
    loan_id: 'L1',
    as_of: '2026-10-31',
    value: '25000.00',
    currency: 'CNY',
    source: 'surveyor',
  },
};

/** @returns the CSV text of rows, each a `GOOD` one with these differences */
export function csv(name: FileName, rows: readonly Row[]): string {
  const columns = [...new Set([...Object.keys(GOOD[name]), ...rows.flatMap((row) => Object.keys(row))])];
  const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) =>
    columns.map((column) => field(row[column] ?? GOOD[name][column] ?? '')).join(','),
  );
  return [columns.join(','), ...lines, ''].join('\n');
}

/** Writes files into a folder; a Buffer as it is, rows as CSV. */
export function writeFiles(
  dir: string,
  files: Partial<Record<FileName, readonly Row[] | string | Buffer>>,
): void {
  mkdirSync(dir, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const text =
      typeof content === 'string' || Buffer.isBuffer(content) ? content : csv(name as FileName, content);
    writeFileSync(join(dir, `${name}.csv`), text);
  }
}

/** One good row in each file. */
export const ALL_GOOD = { customers: [{}], loans: [{}], instalments: [{}], payments: [{}], ratings: [{}] };

export function writeGzip(dir: string, name: FileName, bytes: Buffer | string): Buffer {
  const compressed = gzipSync(bytes);
  writeFileSync(join(dir, `${name}.csv.gz`), compressed);
  return compressed;
}

/** Imports what is in the folder. @returns the counts by file */
export async function importDir(
  pool: pg.Pool,
  dir: string,
): Promise<Partial<Record<FileName, ImportCounts>>> {
  const files = IMPORT_FILES.flatMap((file) => {
    const source = findSourceFile(dir, file.name);
    return source === undefined ? [] : [{ file, source }];
  });
  const repository = new ImportRepository(pool, encryption);
  const counts = await repository.importFiles({ files, rejectsDir: join(dir, 'rejected') });
  return Object.fromEntries(files.map(({ file }, index) => [file.name, counts[index]]));
}

/** @returns the lines of a rejects file without its header */
export function rejectedLines(dir: string, name: FileName): string[] {
  const [header, ...lines] = readFileSync(join(dir, 'rejected', `${name}.csv`), 'utf8')
    .trimEnd()
    .split('\n');
  if (header !== 'line,column,value,reason') throw new Error(`unexpected header: ${header}`);
  return lines;
}
