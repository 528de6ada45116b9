/** A column of numbers; NaN is a missing value. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly values: Float64Array;
}

/** A column of texts: `codes` point into `categories`, `MISSING` and `UNSEEN` point nowhere. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly name: string;
  readonly categories: readonly string[];
  readonly codes: Int32Array;
}

export type Column = NumberColumn | CategoryColumn;

/** Code of a value that is not there. */
export const MISSING = -1;
/** Code of a text that is not among the categories. */
export const UNSEEN = -2;

/** @returns how many rows it has */
export function rowsOf(column: Column): number {
  return column.kind === 'number' ? column.values.length : column.codes.length;
}
