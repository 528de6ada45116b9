import { once } from 'node:events';
import { csvField } from '../../domain/csv.ts';
import { reasonsOf } from '../../domain/risk/model/reasons.ts';
import type { CommandContext } from '../command.ts';
import { explained } from './explained.ts';
import { loadModel } from './load-model.ts';
import { count } from './quality-text.ts';
import { scoreRows } from './score-rows.ts';

export interface ScoreOptions {
  readonly reasons: number;
  readonly json?: boolean;
}

/** Prints `row,probability,points,reasons` of each row, or a JSON object a line. */
export async function scoreCommand(
  modelPath: string,
  csvPath: string,
  { reasons: most, json = false }: ScoreOptions,
  { progress }: CommandContext,
): Promise<void> {
  const model = await loadModel(modelPath);
  let text = json ? '' : 'row,probability,points,reasons\n';
  let row = 0;
  const unseen = await explained(() =>
    scoreRows(model, csvPath, {
      block(scorer, rows) {
        for (let at = 0; at < rows; at += 1) {
          row += 1;
          const probability = Number(scorer.probabilities[at]!.toFixed(6));
          const points = Math.round(scorer.points[at]!);
          const reasons = most === 0 ? [] : reasonsOf(scorer, at, most);
          text += json
            ? `${JSON.stringify({ row, probability, points, reasons })}\n`
            : `${row},${probability},${points},${csvField(reasons.map((r) => `${r.text} (${r.points})`).join('; '))}\n`;
        }
      },
      async pause() {
        progress.show('Scoring', `${count(row)} rows`);
        const ready = process.stdout.write(text);
        text = '';
        if (!ready) await once(process.stdout, 'drain');
      },
    }),
  );
  progress.clear();
  for (const { column, rows } of unseen) {
    process.stderr.write(
      `Warning: ${column} is rare or new to the model in ${count(rows)} of ${count(row)} rows.\n`,
    );
  }
}
