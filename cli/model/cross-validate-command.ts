import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { crossValidate, meanQuality, type FoldQuality } from '../../domain/risk/model/cross-validate.ts';
import type { RiskModel } from '../../domain/risk/model/schema.ts';
import type { CommandContext } from '../command.ts';
import { explained } from './explained.ts';
import { count } from './quality-text.ts';
import { readTraining } from './read-training.ts';

export interface CrossValidateOptions {
  readonly target: string;
  readonly exclude: readonly string[];
  readonly event: RiskModel['event'];
  readonly newest: 'lowest' | 'highest';
  readonly folds: number;
  readonly seed: number;
  readonly mostRows: number;
}

/** Says how good a model of these rows would be, each row judged by one that has not seen it; keeps none. */
export async function crossValidateCommand(
  path: string,
  { target: targetName, exclude, seed, mostRows, folds, ...options }: CrossValidateOptions,
  { progress, result }: CommandContext,
): Promise<void> {
  const onProgress = progress.show;
  const seconds: number[] = [];
  const found = await explained(async () => {
    const table = await readTraining({ path, target: targetName, exclude, mostRows, seed, onProgress });
    const steps = crossValidate({ ...table, ...options, targetName, seed }, folds);
    let [fold, sinceMs] = [0, performance.now()];
    const ends = () => {
      const nowMs = performance.now();
      if (fold > 0) seconds.push((nowMs - sinceMs) / 1000);
      sinceMs = nowMs;
    };
    let next = steps.next();
    for (; next.done !== true; next = steps.next()) {
      const { step, round } = next.value;
      if (next.value.fold !== fold) ends();
      fold = next.value.fold;
      onProgress(`Fold ${fold} of ${folds}: learning ${step}`, `round ${round}`);
      await nextTurn();
    }
    ends();
    return next.value;
  });
  const mean = meanQuality(found);
  const secondsOfOne = seconds.reduce((sum, value) => sum + value, 0) / seconds.length;
  const rows = found.reduce((sum, { rows }) => sum + rows, 0);
  const heading = `${count(rows)} rows of ${basename(path)}, ${folds} folds, each judged by a model of the others`;
  const text = [
    heading,
    '',
    'fold   AUC      KS       Brier',
    ...found.map((fold) => line(String(fold.fold), fold)),
    line('mean', mean),
    '',
    `${secondsOfOne.toFixed(1)} s for one training.`,
  ];
  result(text.join('\n'), {
    rows,
    folds: found,
    mean,
    secondsOfOneTraining: Number(secondsOfOne.toFixed(2)),
  });
}

const line = (name: string, { auc, ks, brier }: Pick<FoldQuality, 'auc' | 'ks'> & { brier: number | null }) =>
  [
    name.padEnd(5),
    ...[auc, ks, brier].map((figure) => (figure === null ? '-     ' : figure.toFixed(4))),
  ].join('  ');
