import { random } from '../../../../domain/portfolio/random.ts';
import type { Column, NumberColumn } from '../../../../domain/risk/features/table.ts';
import type { TrainInput } from '../../../../domain/risk/model/train.ts';
import { MISSING, UNSEEN } from '../../../../domain/risk/features/table.ts';
import type { RiskModel } from '../../../../domain/risk/model/schema.ts';
import { BLOCK_ROWS, Scorer } from '../../../../domain/risk/model/scorer.ts';

/** A table whose outcomes follow from `logOdds` and nothing else. */
export function madeUp(
  rows: number,
  names: readonly string[],
  logOdds: (row: readonly number[]) => number,
  key = 'made-up',
): { columns: NumberColumn[]; target: Uint8Array; truth: Float64Array } {
  const { next } = random(key);
  const columns = names.map((name) => ({ kind: 'number' as const, name, values: new Float64Array(rows) }));
  const target = new Uint8Array(rows);
  const truth = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const values = columns.map(({ values: of }) => (of[row] = next()));
    truth[row] = 1 / (1 + Math.exp(-logOdds(values)));
    target[row] = next() < truth[row]! ? 1 : 0;
  }
  return { columns, target, truth };
}

/** What training needs beside a table. */
export const about = {
  targetName: 'defaulted',
  event: 'default',
  seed: 1,
} as const satisfies Partial<TrainInput>;

/** Scores a table as a shell does: texts that the model does not know are unseen. */
export function scoreAll(model: RiskModel, columns: readonly Column[]) {
  const rows = columns[0]?.kind === 'number' ? columns[0].values.length : (columns[0]?.codes.length ?? 0);
  const scorer = new Scorer(model, {
    numbers: Object.fromEntries(columns.flatMap((c) => (c.kind === 'number' ? [[c.name, c.values]] : []))),
    texts: Object.fromEntries(
      columns.flatMap((c) => (c.kind === 'category' ? [[c.name, recode(c, model)]] : [])),
    ),
  });
  const probabilities = new Float64Array(rows);
  const points = new Float64Array(rows);
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const to = Math.min(rows, from + BLOCK_ROWS);
    scorer.score(from, to);
    probabilities.set(scorer.probabilities.subarray(0, to - from), from);
    points.set(scorer.points.subarray(0, to - from), from);
  }
  return { probabilities, points, scorer };
}

function recode(
  { name, categories, codes }: Extract<Column, { kind: 'category' }>,
  model: RiskModel,
): Int32Array {
  const column = model.columns.find((c) => c.name === name);
  const known = column?.kind === 'category' ? column.categories : [];
  return codes.map((code) => {
    const at = code === MISSING ? MISSING : known.indexOf(categories[code] ?? '');
    return code === MISSING || at >= 0 ? at : UNSEEN;
  });
}
