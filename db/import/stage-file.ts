import type pg from 'pg';
import type { FieldEncryption } from '../field-encryption.ts';
import { CsvReader } from './csv-reader.ts';
import type { ImportFile, KnownIds } from './import-files.ts';
import type { RejectsFile } from './rejects.ts';
import { RowWriter } from './row-writer.ts';
import { CutOffError, readSource, type SourceFile } from './source-file.ts';
import { StageCopy } from './stage-copy.ts';

/** A file, and all that is needed to read it. */
export interface StageOptions {
  readonly file: ImportFile;
  readonly source: SourceFile;
  readonly known: KnownIds;
  readonly encryption: FieldEncryption;
  readonly rejects: RejectsFile;
  /** @param bytes of the file on the disk, since the last call. @param rows good ones so far */
  readonly onProgress: (bytes: number, rows: number) => void;
}

/** What was staged. */
export interface Staged {
  readonly rows: number;
  /** The line at which compressed data broke off; undefined when the file was whole. */
  readonly cutOffAtLine: number | undefined;
}

/**
 * Copies the good rows of a file into the staging table; the others become rejects.
 *
 * @throws InvalidInput when it is not such a file at all
 */
export async function stageFile(tx: pg.PoolClient, options: StageOptions): Promise<Staged> {
  const { file, known, encryption, rejects } = options;
  const writer = new RowWriter({ file, known, encryption, reject: (row) => rejects.add(row) });
  const copy = new StageCopy(tx, file);
  try {
    const cutOffAtLine = await read(options, writer, copy);
    await copy.write(writer.take());
    await copy.end();
    return { rows: writer.rows, cutOffAtLine };
  } catch (error) {
    await copy.abandon();
    throw error;
  }
}

async function read(
  { source, rejects, onProgress }: StageOptions,
  writer: RowWriter,
  copy: StageCopy,
): Promise<number | undefined> {
  const reader = new CsvReader({
    header: (names) => writer.setHeader(names),
    row: (fields, line) => writer.add(fields, line),
    broken: ({ column, ...problem }) => rejects.add({ ...problem, column: writer.nameOf(column) }),
  });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of readSource(source, (bytes) => onProgress(bytes, writer.rows))) {
      reader.feed(decoder.decode(chunk, { stream: true }));
      await copy.write(writer.take());
    }
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error;
    const line = reader.end({ cutOff: true });
    const reason = `the compressed file breaks off here (${error.message}); the rows before it are imported`;
    rejects.add({ line, column: '', value: '', reason });
    return line;
  }
  reader.feed(decoder.decode());
  reader.end({ cutOff: false });
  return undefined;
}
