import { rowsOf, UNSEEN, type Column } from '../features/table.ts';
import type { RiskModel } from './schema.ts';
import { BLOCK_ROWS, Scorer } from './scorer.ts';

/**
 * Scores a table that is in memory.
 *
 * @param columns those that the model needs, and any others
 * @returns the probability of the model's event by row, 0..1
 * @throws InvalidInput when a column is not there
 */
export function scoreColumns(model: RiskModel, columns: readonly Column[]): Float64Array {
  const rows = columns[0] === undefined ? 0 : rowsOf(columns[0]);
  const needed = model.columns.flatMap((wanted) => {
    const column = columns.find(({ name }) => name === wanted.name);
    return column === undefined ? [] : [{ wanted, column }];
  });
  const scorer = new Scorer(model, {
    numbers: Object.fromEntries(
      needed.flatMap(({ column }) => (column.kind === 'number' ? [[column.name, column.values]] : [])),
    ),
    texts: textsOf(needed),
  });
  const probabilities = new Float64Array(rows);
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const to = Math.min(rows, from + BLOCK_ROWS);
    scorer.score(from, to);
    probabilities.set(scorer.probabilities.subarray(0, to - from), from);
  }
  return probabilities;
}

/** The codes of a table point into its own texts, those of a model into the model's. */
function textsOf(
  needed: readonly { wanted: RiskModel['columns'][number]; column: Column }[],
): Record<string, Int32Array> {
  const coded = needed.flatMap(({ wanted, column }) => {
    if (column.kind !== 'category' || wanted.kind !== 'category') return [];
    const codes = column.categories.map((text) => {
      const code = wanted.categories.indexOf(text);
      return code < 0 ? UNSEEN : code;
    });
    return [[column.name, column.codes.map((code) => (code < 0 ? code : codes[code]!))] as const];
  });
  return Object.fromEntries(coded);
}
