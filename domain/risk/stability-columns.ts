import type { FeatureValues } from './features/case-features.ts';
import { MISSING, UNSEEN } from './features/table.ts';
import type { RiskModel } from './model/schema.ts';
import type { ScoringColumns } from './model/scorer.ts';

/**
 * Rows of features as the columns that a model is scored by.
 *
 * @param columns of the model
 * @param rows a value of the wrong kind counts as missing, a text that the model has not seen as unseen
 */
export function scoringColumns(
  columns: RiskModel['columns'],
  rows: readonly FeatureValues[],
): ScoringColumns {
  const numbers: Record<string, Float64Array> = {};
  const texts: Record<string, Int32Array> = {};
  for (const column of columns) {
    const { name } = column;
    if (column.kind === 'number') {
      numbers[name] = Float64Array.from(rows, (row) => numberOf(row[name]));
      continue;
    }
    const codes = new Map(column.categories.map((text, code) => [text, code]));
    texts[name] = Int32Array.from(rows, (row) => {
      const value = row[name];
      return typeof value === 'string' ? (codes.get(value) ?? UNSEEN) : MISSING;
    });
  }
  return { numbers, texts };
}

const numberOf = (value: FeatureValues[string] | undefined): number =>
  typeof value === 'number' ? value : Number.NaN;
