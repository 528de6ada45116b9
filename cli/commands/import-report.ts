import type { ImportCounts } from '../../db/import-repository.ts';

/** What became of one file. */
export interface FileReport extends ImportCounts {
  readonly file: string;
}

/** What an import did. */
export interface ImportReport {
  readonly files: readonly FileReport[];
  /** Kinds of file that were not there. */
  readonly missing: readonly string[];
  /** Read, rejected ones included. */
  readonly rows: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
}

const COUNTS = ['inserted', 'updated', 'unchanged', 'rejected'] as const;

/** @returns the counts as a table, and what they come to */
export function describeImport({ files, rows, seconds, rowsPerSecond }: ImportReport): string {
  const table = [
    ['file', ...COUNTS],
    ...files.map((report) => [report.file, ...COUNTS.map((count) => number(report[count]))]),
  ];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const changed = files.some(({ inserted, updated }) => inserted + updated > 0);
  return [
    ...lines,
    '',
    `${number(rows)} rows in ${seconds.toFixed(1)} s (${number(rowsPerSecond)} rows/s)${changed ? '' : '; nothing has changed'}`,
    ...files.flatMap(({ rejectsPath }) =>
      rejectsPath === undefined ? [] : [`Rejected rows: ${rejectsPath}`],
    ),
  ].join('\n');
}

const number = (value: number) => value.toLocaleString('en');
