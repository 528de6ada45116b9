import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { invalidInput } from '../../domain/failures.ts';

/** A file that is there to be imported. */
export interface SourceFile {
  readonly path: string;
  /** For messages: `loans.csv.gz`. */
  readonly fileName: string;
  readonly compressed: boolean;
  /** Bytes on the disk. */
  readonly size: number;
}

/** The compressed data ends, or is damaged, before its end: what came before is good. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';
}

/**
 * Looks for `<name>.csv` and `<name>.csv.gz`.
 *
 * @throws InvalidInput when both are there
 */
export function findSourceFile(dir: string, name: string): SourceFile | undefined {
  const found = [`${name}.csv`, `${name}.csv.gz`].filter((fileName) => existsSync(join(dir, fileName)));
  const [fileName, other] = found;
  if (fileName === undefined) return undefined;
  if (other !== undefined) throw invalidInput(`${dir} has both ${fileName} and ${other}: keep one of them`);
  const path = join(dir, fileName);
  return { path, fileName, compressed: fileName.endsWith('.gz'), size: statSync(path).size };
}

/**
 * Its bytes, uncompressed.
 *
 * @param onBytes - how many bytes of the file on the disk have been read since the last call
 * @throws CutOffError after the last good byte of compressed data that breaks off
 */
export async function* readSource(
  file: SourceFile,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer, void> {
  const raw = createReadStream(file.path, { highWaterMark: 256 * 1024 });
  if (!file.compressed) {
    for await (const chunk of raw as AsyncIterable<Buffer>) {
      onBytes(chunk.length);
      yield chunk;
    }
    return;
  }
  // Driven by hand: a pipe would drop what is already uncompressed when the data breaks off after it.
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  let out: Buffer[] = [];
  let failure: Error | undefined;
  gunzip.on('data', (chunk: Buffer) => out.push(chunk));
  // After an error zlib calls no one back, so all waiting ends with this too.
  const failed = new Promise<void>((resolve) => {
    gunzip.on('error', (error) => {
      failure = error;
      resolve();
    });
  });
  const taken = () => {
    const chunks = out;
    out = [];
    return chunks;
  };
  try {
    for await (const chunk of raw as AsyncIterable<Buffer>) {
      await Promise.race([failed, new Promise<void>((resolve) => gunzip.write(chunk, () => resolve()))]);
      onBytes(chunk.length);
      await nextTurn();
      yield* taken();
      if (failure !== undefined) break;
    }
    if (failure === undefined) {
      const ended = new Promise<void>((resolve) => gunzip.once('end', resolve));
      gunzip.end();
      await Promise.race([failed, ended]);
      yield* taken();
    }
    if (failure !== undefined) throw new CutOffError(failure.message);
  } finally {
    gunzip.destroy();
  }
}
