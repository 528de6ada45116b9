import { createDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { ProtectedAttributeRepository } from '../../db/protected-attribute-repository.ts';
import { RiskModelRepository } from '../../db/risk-model-repository.ts';
import { TrainingSetReader } from '../../db/training-set-reader.ts';
import { readTrainingTable } from '../../db/training-table.ts';
import { learnInThread } from '../../activities/learn-in-thread.ts';
import { UserError } from '../../config/user-error.ts';
import type { LaterFigures } from '../../domain/risk/model-version.ts';
import { permittedFeatures } from '../../domain/risk/training/permission.ts';
import { MOST_LOANS } from '../../domain/risk/training/training-run.ts';
import type { CommandContext } from '../command.ts';
import { openDatabase } from '../services.ts';
import { explained } from './explained.ts';
import { count } from './quality-text.ts';
import { writeModel } from './write-model.ts';

export interface TrainDatabaseOptions {
  readonly out: string;
  readonly seed: number;
  readonly mostRows: number;
}

/** Learns from the past of the loans in the database, writes the model of repayment and says how good it is. */
export async function trainDatabaseCommand(
  { out, seed, mostRows }: TrainDatabaseOptions,
  { cleanup, progress, result, signal }: CommandContext,
): Promise<void> {
  const startMs = performance.now();
  const { url, embedded } = await openDatabase({ cleanup, onProgress: progress.show });
  if (embedded) await migrate(url);
  const database = createDatabase(url, { maxConnections: 2 });
  cleanup.add('database connections', () => database.close());
  const { pool } = database;
  const reader = new TrainingSetReader(pool);
  const newest = await reader.newestDay(Date.now());
  if (!newest) {
    throw new UserError('No payment is in the books yet: import the past of the loans first.');
  }
  const permitted = permittedFeatures(await new ProtectedAttributeRepository(pool).allowed());
  const models = new RiskModelRepository(pool);
  const version = await models.current();
  const content = version === null ? undefined : (await models.find(version))?.content;
  const { table, loans } = await readTrainingTable(
    reader,
    { ...newest, permitted, seed, mostRows, mostLoans: MOST_LOANS },
    (read) => progress.show('Reading', `${count(read)} loans`),
  );
  const found = table.rowsSeen;
  const { allowProtected } = permitted;
  const learned = await explained(() =>
    learnInThread(
      { table, seed, allowProtected, incumbent: version === null || !content ? null : { version, content } },
      {
        signal,
        onProgress: (step) =>
          progress.show(
            step ? `Learning ${step.model}: ${step.step}` : 'Judging',
            step ? `round ${step.round}` : '',
          ),
      },
    ),
  );
  const model = learned.content.repayment;
  writeModel(out, model, cleanup);
  const seconds = (performance.now() - startMs) / 1000;
  const { horizonDays, later, trainedTo, amountsWhy } = learned.content;
  const text = [
    `Model ${model.id} with ${model.terms.length} terms in ${seconds.toFixed(1)} s: ${out}`,
    `Of repayment within ${horizonDays} days, learnt from ${count(model.training?.rows ?? 0)} of ${count(found)} days of ${count(loans)} loans, up to ${trainedTo}.`,
    ...(later ? [figuresLine('Repayment', later.repayment)] : []),
    ...(later?.default ? [figuresLine('Default', later.default)] : []),
    ...(amountsWhy === undefined ? [] : [amountsLine(amountsWhy)]),
    learned.verdict.publish ? 'It would be published.' : 'It would be kept as a candidate.',
    `${learned.verdict.why}`,
  ];
  result(text.join('\n'), {
    ...{ model: model.id, file: out, terms: model.terms.length, horizonDays, trainedTo, loans },
    ...{ rowsSeen: found, rowsLearntFrom: model.training?.rows ?? 0, later },
    ...{ comparison: learned.compared.repayment, defaultComparison: learned.compared.default },
    ...{ verdict: learned.verdict, amounts: amountsWhy ?? null },
    seconds: Number(seconds.toFixed(2)),
  });
}

/** @example 'Amounts were not learnt: amounts of several currencies cannot be compared (days of loans: 90 in CNY, 8 in USD).' */
export const amountsLine = (why: string): string => `Amounts were not learnt: ${why}.`;

/** @example 'Repayment on later days: 1,234 rows, 400 of them repaid, AUC 0.8120, Brier 0.1510, log loss 0.4600' */
export function figuresLine(
  what: string,
  { rows, events, auc, brier, logLoss }: Omit<LaterFigures, 'reliability'>,
): string {
  return `${what} on later days: ${count(rows)} rows, ${count(events)} came true, AUC ${auc?.toFixed(4) ?? '-'}, Brier ${brier.toFixed(4)}, log loss ${logLoss.toFixed(4)}.`;
}
