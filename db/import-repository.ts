import type pg from 'pg';
import { DomainFailure, invalidInput } from '../domain/failures.ts';
import { inTransaction } from './client.ts';
import { cursorBatches } from './cursor.ts';
import type { FieldEncryption } from './field-encryption.ts';
import { CsvReader } from './import/csv-reader.ts';
import type { ImportFile, KnownIds } from './import/import-files.ts';
import { mergeSql } from './import/merge-sql.ts';
import { RejectsFile } from './import/rejects.ts';
import { RowWriter } from './import/row-writer.ts';
import { CutOffError, readSource, type SourceFile } from './import/source-file.ts';
import { StageCopy } from './import/stage-copy.ts';
import { createStageSql, removeDuplicatesSql, STAGE } from './import/stage-sql.ts';

/** What became of the rows of a file. */
export interface ImportCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** The line at which compressed data broke off; undefined when the file was whole. */
  cutOffAtLine: number | undefined;
  /** Where the rejected rows are; undefined when there are none. */
  rejectsPath: string | undefined;
}

/** How far the reading of a file is. */
export interface ImportProgress {
  /** of the file on the disk, since the last call */
  bytes: number;
  /** good ones, of this file */
  rows: number;
}

/** Any number that no other user of advisory locks here has: "arrears import". */
const LOCK_KEY = 0x4152_494d;

/** Files into tables. */
export class ImportRepository {
  private readonly pool: pg.Pool;
  private readonly encryption: FieldEncryption;

  constructor(pool: pg.Pool, encryption: FieldEncryption) {
    this.pool = pool;
    this.encryption = encryption;
  }

  /**
   * Runs `work` while no other import runs: two that merge the same rows would block each other.
   *
   * @param onWait called when another one has to end first
   */
  async exclusively<T>(work: () => Promise<T>, onWait: () => void): Promise<T> {
    const client = await this.pool.connect();
    let failed = true;
    try {
      const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [
        LOCK_KEY,
      ]);
      if (rows[0]?.got !== true) {
        onWait();
        await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
      }
      const result = await work();
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK_KEY]);
      failed = false;
      return result;
    } finally {
      // A lock that could not be given back ends with its connection.
      client.release(failed);
    }
  }

  /**
   * Imports one file in one transaction; importing it again changes nothing. A row that is no good costs itself only.
   *
   * @param rejectsDir where the rejected rows go
   * @throws InvalidInput when it is not such a file at all; then nothing of it is imported
   */
  async importFile(options: {
    file: ImportFile;
    source: SourceFile;
    rejectsDir: string;
    onProgress: (progress: ImportProgress) => void;
  }): Promise<ImportCounts> {
    const rejects = new RejectsFile(options.rejectsDir, options.file.name);
    try {
      const counts = await inTransaction(this.pool, (tx) => this.stageAndMerge(tx, { ...options, rejects }));
      rejects.finish();
      return counts;
    } catch (error) {
      rejects.abandon();
      if (!(error instanceof DomainFailure)) throw error;
      throw invalidInput(`${options.source.fileName}: ${error.message}`);
    }
  }

  /** Statistics for the planner, after much has changed. */
  async analyse(files: readonly ImportFile[]): Promise<void> {
    const tables = files.flatMap(({ table }) =>
      table === 'customers' ? [table, 'contact_points', 'consents'] : [table],
    );
    if (tables.length > 0) await this.pool.query(`ANALYZE ${tables.join(', ')}`);
  }

  private async stageAndMerge(
    tx: pg.PoolClient,
    options: Parameters<ImportRepository['importFile']>[0] & { rejects: RejectsFile },
  ): Promise<ImportCounts> {
    const { file, rejects } = options;
    const known = await readKnownIds(tx, file);
    await tx.query(createStageSql(file));
    const { rows: staged, cutOffAtLine } = await this.stage(tx, { ...options, known });
    await tx.query(`ANALYZE ${STAGE}`);
    const duplicates = await tx.query<{ line: number; first_line: number; key: string }>(
      removeDuplicatesSql(file),
    );
    for (const { line, first_line, key } of duplicates.rows.sort((a, b) => a.line - b.line)) {
      rejects.add({
        line,
        column: file.key.join(','),
        value: key,
        reason: `is in line ${first_line} already`,
      });
    }
    const merged = await tx.query<{ inserted: number; updated: number }>(mergeSql(file));
    const { inserted = 0, updated = 0 } = merged.rows[0] ?? {};
    const unchanged = staged - duplicates.rows.length - inserted - updated;
    const rejectsPath = rejects.count > 0 ? rejects.path : undefined;
    return { inserted, updated, unchanged, rejected: rejects.count, cutOffAtLine, rejectsPath };
  }

  /** Copies the good rows into the staging table. */
  private async stage(
    tx: pg.PoolClient,
    options: Parameters<ImportRepository['stageAndMerge']>[1] & { known: KnownIds },
  ): Promise<{ rows: number; cutOffAtLine: number | undefined }> {
    const { file, source, known, rejects, onProgress } = options;
    const writer = new RowWriter({
      file,
      known,
      encryption: this.encryption,
      reject: (row) => rejects.add(row),
    });
    const reader = new CsvReader({
      header: (names) => writer.setHeader(names),
      row: (fields, line) => writer.add(fields, line),
      broken: ({ column, ...problem }) => rejects.add({ ...problem, column: writer.nameOf(column) }),
    });
    const decoder = new TextDecoder();
    const copy = new StageCopy(tx, file);
    let cutOffAtLine: number | undefined;
    try {
      try {
        for await (const chunk of readSource(source, (bytes) => onProgress({ bytes, rows: writer.rows }))) {
          reader.feed(decoder.decode(chunk, { stream: true }));
          await copy.write(writer.take());
        }
        reader.feed(decoder.decode());
        reader.end({ cutOff: false });
      } catch (error) {
        if (!(error instanceof CutOffError)) throw error;
        cutOffAtLine = reader.end({ cutOff: true });
        const reason = `the compressed file breaks off here (${error.message}); the rows before are imported`;
        rejects.add({ line: cutOffAtLine, column: '', value: '', reason });
      }
      await copy.write(writer.take());
    } catch (error) {
      await copy.abandon();
      throw error;
    }
    await copy.end();
    return { rows: writer.rows, cutOffAtLine };
  }
}

/** Reads only what the file's rows refer to. */
async function readKnownIds(tx: pg.PoolClient, { refersTo }: ImportFile): Promise<KnownIds> {
  const customers = new Set<string>();
  const loans = new Map<string, string>();
  if (refersTo === 'customers') {
    for await (const batch of cursorBatches<[string]>(tx, 'SELECT customer_id FROM customers')) {
      for (const [customerId] of batch) customers.add(customerId);
    }
  } else if (refersTo === 'loans') {
    for await (const batch of cursorBatches<[string, string]>(tx, 'SELECT loan_id, currency FROM loans')) {
      for (const [loanId, currency] of batch) loans.set(loanId, currency);
    }
  }
  return { customers, loans };
}
