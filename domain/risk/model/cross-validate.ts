import { invalidInput } from '../../failures.ts';
import { rowsWhere, takeRows } from '../features/take-rows.ts';
import { qualityOf, type Quality } from './metrics.ts';
import { scoreColumns } from './score-columns.ts';
import { shareOut, shareOutGroups } from './share-out.ts';
import { trainInSteps, type TrainInput, type TrainProgress } from './train.ts';

/** What one fold has shown: of rows that the model of the other folds has never seen. */
export type FoldQuality = Quality & { readonly fold: number };

/** How far it is. */
export type FoldProgress = TrainProgress & { readonly fold: number };

export const FEWEST_FOLDS = 2;
export const MOST_FOLDS = 20;

/**
 * Cross-validation: of each fold the rows are scored by a model that was learnt from all the others.
 *
 * @param input all rows; @param folds 2..20
 * @yields how far it is, in steps of some milliseconds to some tenths of a second
 * @returns the figures of each fold
 * @throws InvalidInput when there are too few rows or too few of either outcome
 */
export function* crossValidate(input: TrainInput, folds: number): Generator<FoldProgress, FoldQuality[]> {
  if (!(folds >= FEWEST_FOLDS && folds <= MOST_FOLDS))
    throw invalidInput(`it takes ${FEWEST_FOLDS} to ${MOST_FOLDS} folds, not ${folds}`);
  const key = `risk-folds:${input.seed}`;
  const foldOf =
    input.groups === undefined
      ? shareOut(input.target, folds, key)
      : shareOutGroups(input.groups, folds, key);
  const found: FoldQuality[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const learning = part(input, (row) => foldOf[row] !== fold);
    const judged = part(input, (row) => foldOf[row] === fold);
    const steps = trainInSteps(learning);
    let next = steps.next();
    for (; next.done !== true; next = steps.next()) yield { fold: fold + 1, ...next.value };
    const quality = qualityOf(scoreColumns(next.value, judged.columns), judged.target);
    found.push({ fold: fold + 1, ...quality });
  }
  return found;
}

/** @returns the means of the folds; null where a fold has none */
export function meanQuality(folds: readonly Quality[]) {
  const mean = (values: readonly (number | null)[]) =>
    values.some((value) => value === null)
      ? null
      : values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
  return {
    auc: mean(folds.map(({ auc }) => auc)),
    ks: mean(folds.map(({ ks }) => ks)),
    brier: mean(folds.map(({ brier }) => brier)),
  };
}

function part(input: TrainInput, wanted: (row: number) => boolean): TrainInput {
  const rows = rowsWhere(input.target.length, wanted);
  const target = Uint8Array.from(rows, (row) => input.target[row]!);
  const groups = input.groups && Int32Array.from(rows, (row) => input.groups![row]!);
  return { ...input, columns: takeRows(input.columns, rows), target, ...(groups && { groups }) };
}
