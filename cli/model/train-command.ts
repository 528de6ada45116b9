import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OnProgress } from '../../config/progress.ts';
import type { RiskModel, TrainedModel } from '../../domain/risk/model/schema.ts';
import { trainInSteps, type TrainInput } from '../../domain/risk/model/train.ts';
import type { CommandContext } from '../command.ts';
import { explained } from './explained.ts';
import { count, qualityText } from './quality-text.ts';
import { readTraining } from './read-training.ts';
import { writeModel } from './write-model.ts';

export interface TrainOptions {
  readonly target: string;
  readonly out: string;
  readonly exclude: readonly string[];
  readonly allowProtected: readonly string[];
  readonly reason?: string;
  readonly event: RiskModel['event'];
  readonly newest: 'lowest' | 'highest';
  readonly seed: number;
  readonly mostRows: number;
  readonly json?: boolean;
}

/** Fewer rows make figures that another draw would change. */
const FEW_ROWS = 2000;
const TERMS_SHOWN = 10;

/** Reads the table, learns, writes the model's file and says how good it is. */
export async function trainCommand(path: string, options: TrainOptions, context: CommandContext) {
  const { progress, cleanup, result } = context;
  const { target: targetName, exclude, seed, mostRows, event, newest, reason = '' } = options;
  const startMs = performance.now();
  const onProgress = progress.show;
  const table = await explained(() =>
    readTraining({ path, target: targetName, exclude, mostRows, seed, onProgress }),
  );
  const allowProtected = options.allowProtected.map((column) => ({ column, reason }));
  const trainMs = performance.now();
  const trained = await explained(() =>
    learn({ ...table, targetName, event, newest, seed, allowProtected }, onProgress),
  );
  const model: TrainedModel = {
    ...trained,
    training: {
      ...trained.training,
      dropped: [
        ...exclude.map((column) => ({ column, why: 'excluded' })),
        ...table.keys.map((column) => ({ column, why: 'too many different texts' })),
        ...trained.training.dropped,
      ],
    },
  };
  writeModel(options.out, model, cleanup);

  const seconds = {
    total: (performance.now() - startMs) / 1000,
    learning: (performance.now() - trainMs) / 1000,
  };
  progress.clear();
  for (const line of remarks(model, table.rowsRead)) process.stderr.write(`${line}\n`);
  const { heldOut, dropped } = model.training;
  result(describe(model, options.out, seconds.total), {
    model: model.id,
    file: options.out,
    rowsRead: table.rowsRead,
    rowsLearntFrom: model.training.rows,
    terms: model.terms.length,
    heldOut,
    dropped,
    seconds: Number(seconds.total.toFixed(2)),
    secondsLearning: Number(seconds.learning.toFixed(2)),
  });
}

/** Lets signals through between the rounds: whoever wants it to stop need not wait for its end. */
async function learn(input: TrainInput, onProgress: OnProgress): Promise<TrainedModel> {
  onProgress('Preparing features');
  const steps = trainInSteps(input);
  let next = steps.next();
  for (; next.done !== true; next = steps.next()) {
    const { step, round, logLoss } = next.value;
    onProgress(`Learning ${step}`, `round ${round}, log loss ${logLoss.toFixed(5)}`);
    await nextTurn();
  }
  return next.value;
}

/** What a person should know before using it. */
function remarks({ training }: TrainedModel, rowsRead: number): string[] {
  const { rows, dropped, allowedProtected } = training;
  return [
    ...dropped.map(({ column, why }) => `Left out: ${column} (${why}).`),
    ...allowedProtected.map(
      ({ column, attribute, reason }) =>
        `Warning: ${column} (protected attribute: ${attribute}) is used, and the model says why: ${reason}.`,
    ),
    ...(rowsRead > rows ? [`Learnt from ${count(rows)} of ${count(rowsRead)} rows, drawn by the seed.`] : []),
    ...(rows < FEW_ROWS
      ? [`Warning: ${count(rows)} rows are few; other rows would give other figures.`]
      : []),
  ];
}

function describe({ id, terms, training }: TrainedModel, out: string, seconds: number): string {
  return [
    `Model ${id} with ${terms.length} terms in ${seconds.toFixed(1)} s: ${out}`,
    '',
    'On its own rows, each judged by a machine that had not seen it:',
    qualityText(training.heldOut),
    '',
    'What moves the score most (points, on average)',
    ...terms.slice(0, TERMS_SHOWN).map(({ importance, ...term }) => {
      const label = term.kind === 'pair' ? `${term.x.label}, with ${term.y.label}` : term.label;
      return `${importance.toFixed(1).padStart(6)}  ${label}`;
    }),
  ].join('\n');
}
