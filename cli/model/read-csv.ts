import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { UserError } from '../../config/user-error.ts';
import { CsvReader } from '../../db/import/csv-reader.ts';
import { CutOffError, readSource, type SourceFile } from '../../db/import/source-file.ts';

/** Who is told what a file of rows holds. */
export interface RowHandlers {
  readonly header: (names: readonly string[]) => void;
  /** `line` is where it begins in the file, 1 for the header's */
  readonly row: (fields: readonly string[], line: number) => void;
  /** Now and then, when some rows were told. @param share of the file that was read, 0..1 */
  readonly pause: (share: number) => Promise<void> | void;
}

/**
 * Reads a CSV file (or .csv.gz) piece by piece, so that its length does not matter.
 *
 * @throws UserError at the first row that cannot be read: a score must be of the row that it stands beside
 */
export async function readCsv(path: string, { header, row, pause }: RowHandlers): Promise<void> {
  const name = basename(path);
  const { size } = statSync(path);
  const source: SourceFile = { path, fileName: name, compressed: name.endsWith('.gz'), size };
  const reader = new CsvReader({
    header(names) {
      const clean = names.map((text, at) => (at === 0 ? text.replace(/^\uFEFF/, '') : text).trim());
      const twice = clean.find((text, at) => clean.indexOf(text) !== at);
      if (twice !== undefined) throw new UserError(`${name} has two columns named ${twice}: rename one.`);
      header(clean);
      return clean.length;
    },
    row,
    broken({ line, reason }) {
      throw new UserError(`${name}, line ${line}: ${reason}; mend the row or leave it out.`);
    },
  });
  const decoder = new TextDecoder();
  let bytes = 0;
  try {
    for await (const chunk of readSource(source, (count) => (bytes += count))) {
      reader.feed(decoder.decode(chunk, { stream: true }));
      await pause(size === 0 ? 1 : bytes / size);
    }
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error;
    throw new UserError(`${name} breaks off (${error.message}): get the whole file.`, { cause: error });
  }
  reader.feed(decoder.decode());
  reader.end({ cutOff: false });
  await pause(1);
}
