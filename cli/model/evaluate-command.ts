import { basename } from 'node:path';
import { qualityOf } from '../../domain/risk/model/metrics.ts';
import type { CommandContext } from '../command.ts';
import { outcomeOf } from './cells.ts';
import { explained } from './explained.ts';
import { loadModel } from './load-model.ts';
import { count, qualityText } from './quality-text.ts';
import { notAnOutcome } from './read-training.ts';
import { scoreRows } from './score-rows.ts';

export interface EvaluateOptions {
  readonly target: string;
}

/** Scores rows whose outcome is known, and says how good the scores are. */
export async function evaluateCommand(
  modelPath: string,
  csvPath: string,
  { target }: EvaluateOptions,
  { progress, result }: CommandContext,
): Promise<void> {
  const model = await loadModel(modelPath);
  const [probabilities, outcomes]: [Float64Array[], number[]] = [[], []];
  let targetAt = -1;
  await explained(() =>
    scoreRows(model, csvPath, {
      alsoNeeded: [target],
      header: (names) => void (targetAt = names.indexOf(target)),
      row(fields, line) {
        const cell = fields[targetAt] ?? '';
        const outcome = outcomeOf(cell);
        if (outcome === undefined) throw notAnOutcome(basename(csvPath), line, target, cell);
        outcomes.push(outcome);
      },
      block: (scorer, rows) => void probabilities.push(scorer.probabilities.slice(0, rows)),
      pause: () => progress.show('Scoring', `${count(outcomes.length)} rows`),
    }),
  );
  const all = new Float64Array(outcomes.length);
  let at = 0;
  for (const block of probabilities) {
    all.set(block, at);
    at += block.length;
  }
  const quality = qualityOf(all, Uint8Array.from(outcomes));
  const text = `Model ${model.id} on ${basename(csvPath)}\n${qualityText(quality)}`;
  result(text, { model: model.id, ...quality });
}
