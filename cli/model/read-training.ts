import { basename } from 'node:path';
import { UserError } from '../../config/user-error.ts';
import { random } from '../../domain/portfolio/random.ts';
import type { Column } from '../../domain/risk/features/table.ts';
import { outcomeOf } from './cells.ts';
import { ColumnBuilder } from './column-builder.ts';
import { readCsv } from './read-csv.ts';

/** What to read, and how much of it to keep. */
export interface TrainingFile {
  readonly path: string;
  readonly target: string;
  /** columns that are not kept */
  readonly exclude: readonly string[];
  /** rows; of a longer file as many are drawn, each with the same chance */
  readonly mostRows: number;
  readonly seed: number;
  readonly onProgress: (step: string, detail?: string) => void;
}

/** What was read. */
export interface TrainingTable {
  readonly columns: readonly Column[];
  readonly target: Uint8Array;
  /** of the file */
  readonly rowsRead: number;
  /** columns that are not among `columns` for having too many different texts */
  readonly keys: readonly string[];
}

/**
 * Reads the table that a model is to learn from, in memory that depends on `mostRows` and not on the file's length.
 *
 * @throws UserError for a missing column, a target that is not 0 or 1, a text among numbers
 */
export async function readTraining(file: TrainingFile): Promise<TrainingTable> {
  const { path, target, exclude, mostRows, seed, onProgress } = file;
  const name = basename(path);
  const draws = random(`risk-sample:${seed}`);
  const outcomes = new ColumnOfOutcomes();
  let builders: (ColumnBuilder | undefined)[] = [];
  let targetAt = -1;
  let rowsRead = 0;
  await readCsv(path, {
    header(names) {
      requireColumns(name, names, [target, ...exclude]);
      targetAt = names.indexOf(target);
      builders = names.map((column) =>
        column === target || exclude.includes(column) ? undefined : new ColumnBuilder(column),
      );
    },
    row(fields, line) {
      const place = rowsRead < mostRows ? rowsRead : draws.int(0, rowsRead);
      rowsRead += 1;
      const cell = fields[targetAt] ?? '';
      const outcome = outcomeOf(cell);
      if (outcome === undefined) throw notAnOutcome(name, line, target, cell);
      if (place >= mostRows) return;
      outcomes.set(place, outcome);
      for (let at = 0; at < builders.length; at += 1) builders[at]?.set(place, fields[at] ?? '', line);
    },
    pause: () => onProgress('Reading', `${rowsRead.toLocaleString('en')} rows`),
  });
  const rows = Math.min(rowsRead, mostRows);
  if (rows === 0) throw new UserError(`${name} has a header and no rows.`);
  const finished = builders.flatMap((builder) =>
    builder === undefined ? [] : [{ name: builder.name, column: builder.finish(rows) }],
  );
  return {
    columns: finished.flatMap(({ column }) => (column === undefined ? [] : [column])),
    target: outcomes.finish(rows),
    rowsRead,
    keys: finished.filter(({ column }) => column === undefined).map(({ name }) => name),
  };
}

/** @throws UserError that names the first column that is not there */
export function requireColumns(file: string, names: readonly string[], needed: readonly string[]): void {
  const missing = needed.filter((column) => !names.includes(column));
  if (missing.length === 0) return;
  const what = missing.length === 1 ? `no column ${missing[0]}` : `none of the columns ${missing.join(', ')}`;
  throw new UserError(`${file} has ${what}; its columns are ${names.join(', ')}.`);
}

/** @returns the error for a target that says neither yes nor no */
export function notAnOutcome(file: string, line: number, target: string, cell: string): UserError {
  return new UserError(`${file}, line ${line}: ${target} is '${cell}', and it must be 0 or 1 in every row.`);
}

class ColumnOfOutcomes {
  private values = new Uint8Array(1024);

  set(row: number, outcome: 0 | 1): void {
    if (row >= this.values.length) {
      const values = new Uint8Array(this.values.length * 2);
      values.set(this.values);
      this.values = values;
    }
    this.values[row] = outcome;
  }

  finish(rows: number): Uint8Array {
    return this.values.slice(0, rows);
  }
}
