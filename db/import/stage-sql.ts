import type { ImportFile } from './import-files.ts';

/** The temporary table that a file's good rows are copied into before they are merged. */
export const STAGE = 'import_stage';

/** @returns the columns of the staging table, in the order of the COPY */
export function stageColumns(file: ImportFile): { name: string; type: string }[] {
  const columns = file.columns.flatMap(({ name, target = name, type, encrypted }) =>
    encrypted
      ? [
          { name: target, type },
          { name: `${target}_hash`, type: 'text' },
        ]
      : [{ name: target, type }],
  );
  return [{ name: 'line', type: 'integer' }, ...columns, { name: 'extra', type: 'jsonb' }];
}

/** Gone with the transaction. */
export function createStageSql(file: ImportFile): string {
  const columns = stageColumns(file).map(({ name, type }) => `${name} ${type} ${nullable(file, name)}`);
  return `CREATE TEMPORARY TABLE ${STAGE} (${columns.join(', ')}) ON COMMIT DROP`;
}

function nullable(file: ImportFile, name: string): string {
  return file.key.includes(name) ? 'NOT NULL' : '';
}

/** Of rows with the same key the first in the file is kept; the others are removed and returned. */
export function removeDuplicatesSql({ key }: ImportFile): string {
  const columns = key.join(', ');
  return `
    DELETE FROM ${STAGE} s
    USING (SELECT ${columns}, min(line) AS first_line FROM ${STAGE} GROUP BY ${columns} HAVING count(*) > 1) d
    WHERE ${key.map((column) => `s.${column} = d.${column}`).join(' AND ')} AND s.line > d.first_line
    RETURNING s.line, d.first_line, concat_ws(',', ${key.map((column) => `s.${column}`).join(', ')}) AS key`;
}
