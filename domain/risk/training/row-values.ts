import type { FeatureValues } from '../features/case-features.ts';
import type { Column } from '../features/table.ts';

/** @returns a row of a table as the features of a case */
export function rowValues(columns: readonly Column[], row: number): FeatureValues {
  const values: Record<string, number | string | null> = {};
  for (const column of columns) {
    if (column.kind === 'number') {
      const value = column.values[row]!;
      values[column.name] = Number.isNaN(value) ? null : value;
    } else values[column.name] = column.categories[column.codes[row]!] ?? null;
  }
  return values;
}
