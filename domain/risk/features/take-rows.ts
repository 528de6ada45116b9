import type { Column } from './table.ts';

/**
 * @param rows places of rows
 * @returns the columns of these rows, in this order
 */
export function takeRows(columns: readonly Column[], rows: Uint32Array): Column[] {
  return columns.map((column) =>
    column.kind === 'number'
      ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) }
      : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) },
  );
}

/** @returns the places of the rows that are wanted */
export function rowsWhere(count: number, wanted: (row: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row).filter(wanted);
}
