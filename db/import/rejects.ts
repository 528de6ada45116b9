import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { csvField } from '../../domain/csv.ts';
import { invalidInput } from '../../domain/failures.ts';

/** A row that was not imported. */
export interface Reject {
  readonly line: number;
  /** Empty when no single column is to blame. */
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** Enough to recognise a value by. */
const LONGEST_VALUE = 200;
/** There is no folder in that place, or none for us. */
const UNWRITABLE: ReadonlySet<string | undefined> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
]);
const BUFFERED = 64 * 1024;

/**
 * The rejects file of one import file, made with its first row. It is written beside its place and moved there at the
 * end; where nothing is rejected, the file of an earlier run is removed.
 */
export class RejectsFile {
  readonly path: string;
  count = 0;
  private fd: number | undefined;
  private buffer = '';

  /** @param dir - created when it is needed */
  constructor(dir: string, name: string) {
    this.path = join(dir, `${name}.csv`);
  }

  /** @throws InvalidInput when the folder cannot be written */
  add({ line, column, value, reason }: Reject): void {
    this.count += 1;
    this.buffer += `${line},${column === '' ? '' : csvField(column)},${csvField(shortened(value))},${csvField(reason)}\n`;
    if (this.buffer.length > BUFFERED) this.flush();
  }

  /** All rows are there: writes what is not written yet, so that it is known to be possible. */
  complete(): void {
    if (this.count > 0) this.flush();
  }

  /** Puts the file in its place. */
  finish(): void {
    if (this.count === 0) this.attempt(() => rmSync(this.path, { force: true }));
    else {
      this.close();
      this.attempt(() => renameSync(`${this.path}.part`, this.path));
    }
  }

  /** The import failed: an earlier run's file stays as it was. */
  abandon(): void {
    if (this.fd === undefined) return;
    this.close();
    rmSync(`${this.path}.part`, { force: true });
  }

  private flush(): void {
    const text = this.buffer;
    this.buffer = '';
    this.attempt(() => {
      if (this.fd === undefined) {
        mkdirSync(dirname(this.path), { recursive: true });
        // Rejected values may be personal data.
        this.fd = openSync(`${this.path}.part`, 'w', 0o600);
        writeSync(this.fd, 'line,column,value,reason\n');
      }
      writeSync(this.fd, text);
    });
  }

  private close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
    this.fd = undefined;
  }

  private attempt(write: () => void): void {
    try {
      write();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (!UNWRITABLE.has(code)) throw error;
      throw invalidInput(
        `the rejected rows cannot be written to ${dirname(this.path)}: name another folder with --rejects DIR`,
      );
    }
  }
}

function shortened(value: string): string {
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
}
