import type pg from 'pg';
import { DomainFailure, invalidInput } from '../domain/failures.ts';
import { inTransaction } from './transaction.ts';
import type { FieldEncryption } from './field-encryption.ts';
import type { ImportFile, KnownIds } from './import/import-files.ts';
import { addKnownIds, noKnownIds } from './import/known-ids.ts';
import { mergePeople } from './import/merge-people.ts';
import { mergeSql } from './import/merge-sql.ts';
import { RejectsFile } from './import/rejects.ts';
import type { SourceFile } from './import/source-file.ts';
import { stageFile, type Staged } from './import/stage-file.ts';
import { createStageSql, removeDuplicatesSql, STAGE } from './import/stage-sql.ts';

/** What became of the rows of a file. */
export interface ImportCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The line at which compressed data broke off; undefined when the file was whole. */
  readonly cutOffAtLine: number | undefined;
  /** Where the rejected rows are; undefined when there are none. */
  readonly rejectsPath: string | undefined;
}

/** A file to import. */
export interface FileToImport {
  readonly file: ImportFile;
  readonly source: SourceFile;
}

interface ImportOptions {
  /** In the order in which they refer to each other. */
  readonly files: readonly FileToImport[];
  /** Folder for the rejected rows. */
  readonly rejectsDir: string;
  /** @param bytes of that file on the disk, since the last call. @param rows good ones of that file so far */
  readonly onProgress?: (file: ImportFile, bytes: number, rows: number) => void;
  /** Another import has to end first. */
  readonly onWait?: () => void;
}

/** One for each file, and one for the lock. */
export const IMPORT_CONNECTIONS = 10;

/** Any number that no other user of advisory locks here has: "ARIM". */
const LOCK_KEY = 0x4152_494d;

/** Files into tables. */
export class ImportRepository {
  private readonly pool: pg.Pool;
  private readonly encryption: FieldEncryption;

  /** @param pool must have IMPORT_CONNECTIONS connections to spare */
  constructor(pool: pg.Pool, encryption: FieldEncryption) {
    this.pool = pool;
    this.encryption = encryption;
  }

  /**
   * Imports files, each in one transaction. Importing them again changes nothing; a row that is no good costs itself
   * only. While the database merges one file, the next is read.
   *
   * @returns the counts of each file
   * @throws InvalidInput when one is not such a file at all: of it, and of those that refer to it, nothing is imported
   */
  importFiles(options: ImportOptions): Promise<ImportCounts[]> {
    const { files, onProgress = () => undefined } = options;
    return this.exclusively(options.onWait, async () => {
      const known = noKnownIds();
      const imports = new Map<string, Promise<ImportCounts>>();
      for (const { file, source } of files) {
        const onFile = (bytes: number, rows: number) => onProgress(file, bytes, rows);
        const mergeAfter = imports.get(file.refersTo);
        // One is read at a time. Of a file that fails the error is thrown below.
        const isRead = await new Promise<boolean>((resolve) => {
          const onRead = () => resolve(true);
          const { rejectsDir } = options;
          const imported = this.importFile({
            file,
            source,
            known,
            rejectsDir,
            onProgress: onFile,
            onRead,
            mergeAfter,
          });
          imported.catch(() => resolve(false));
          imports.set(file.name, imported);
        });
        if (!isRead) break;
      }
      await Promise.allSettled(imports.values());
      const counts = await Promise.all(imports.values());
      await this.analyse(files.filter((_, index) => hasChanged(counts[index])));
      return counts;
    });
  }

  private async importFile(
    options: FileToImport & {
      known: KnownIds;
      rejectsDir: string;
      onProgress: (bytes: number, rows: number) => void;
      onRead: () => void;
      mergeAfter: Promise<unknown> | undefined;
    },
  ): Promise<ImportCounts> {
    const { file, source, known, onRead, mergeAfter } = options;
    const rejects = new RejectsFile(options.rejectsDir, file.name);
    try {
      const counts = await inTransaction(this.pool, async (transaction) => {
        const tx = transaction.connection;
        // For this transaction only: too much for a connection of which there are many.
        await tx.query("SET LOCAL temp_buffers = '64MB'; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off");
        await addKnownIds(tx, file, known);
        await tx.query(createStageSql(file));
        const staged = await stageFile(tx, { ...options, encryption: this.encryption, rejects });
        onRead();
        await tx.query(`ANALYZE ${STAGE} (${file.key.join(', ')})`);
        await mergeAfter;
        return mergePeople(transaction, file, () => merge(tx, file, staged, rejects));
      });
      rejects.finish();
      return counts;
    } catch (error) {
      rejects.abandon();
      if (!(error instanceof DomainFailure)) throw error;
      throw invalidInput(`${source.fileName}: ${error.message}`);
    }
  }

  /** Two imports that merge the same rows would block each other: the second waits. */
  private async exclusively<T>(onWait: (() => void) | undefined, work: () => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let lost = true;
    try {
      const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [
        LOCK_KEY,
      ]);
      if (rows[0]?.got !== true) {
        onWait?.();
        await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
      }
      const result = await work();
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK_KEY]);
      lost = false;
      return result;
    } finally {
      // A lock that was not given back ends with its connection.
      client.release(lost);
    }
  }

  /** Statistics for the planner, after much has changed. */
  private async analyse(files: readonly FileToImport[]): Promise<void> {
    const tables = files.flatMap(({ file: { table } }) =>
      table === 'customers' ? [table, 'contact_points', 'consents'] : [table],
    );
    if (tables.length > 0) await this.pool.query(`ANALYZE ${tables.join(', ')}`);
  }
}

/** From the staging table into the file's own. */
async function merge(
  tx: pg.PoolClient,
  file: ImportFile,
  { rows, cutOffAtLine }: Staged,
  rejects: RejectsFile,
): Promise<ImportCounts> {
  const duplicates = await tx.query<{ line: number; first_line: number; key: string }>(
    removeDuplicatesSql(file),
  );
  for (const { line, first_line, key } of duplicates.rows.sort((a, b) => a.line - b.line)) {
    rejects.add({ line, column: file.key.join(','), value: key, reason: `is in line ${first_line} already` });
  }
  rejects.complete();
  const merged = await tx.query<{ inserted: number; updated: number }>(mergeSql(file));
  const { inserted = 0, updated = 0 } = merged.rows[0] ?? {};
  return {
    inserted,
    updated,
    unchanged: rows - duplicates.rows.length - inserted - updated,
    rejected: rejects.count,
    cutOffAtLine,
    rejectsPath: rejects.count > 0 ? rejects.path : undefined,
  };
}

const hasChanged = (counts: ImportCounts | undefined): boolean =>
  counts !== undefined && counts.inserted + counts.updated > 0;
