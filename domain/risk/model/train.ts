import { invalidInput } from '../../failures.ts';
import { planFeatures } from '../features/plan.ts';
import type { Newest } from '../features/series.ts';
import type { Column } from '../features/table.ts';
import { boostTogether, type Ensemble, type Round } from './boost.ts';
import { calibrate, type Calibration } from './calibrate.ts';
import { choosePairs } from './choose-pairs.ts';
import { exportModel } from './export.ts';
import { qualityOf } from './metrics.ts';
import { defaultOptions, type TrainOptions } from './options.ts';
import { pairTerm } from './pair.ts';
import { numbersOf, prepareFeatures } from './prepare.ts';
import type { RiskModel, TrainedModel } from './schema.ts';
import { selectColumns, type AllowedProtected } from './select-columns.ts';
import { shareOut, shareOutGroups } from './share-out.ts';
import { shapeStep } from './step.ts';

/** What a model is learnt from. */
export interface TrainInput {
  /** without the target */
  readonly columns: readonly Column[];
  /** 0 or 1 by row */
  readonly target: Uint8Array;
  /** name of the target */
  readonly targetName: string;
  /** what 1 means */
  readonly event: RiskModel['event'];
  /** rows of the same number belong together (days of one customer): none is judged by what was learnt from another */
  readonly groups?: Int32Array;
  /** places of the rows by which log-odds are calibrated, as those are likest to the rows that will be scored; absent: all */
  readonly calibrateOn?: Uint32Array;
  /** what columns are called in words, by name; a column that is not there is called by its name */
  readonly labels?: Readonly<Record<string, string>>;
  readonly exclude?: readonly string[];
  /** that the model says of what is excluded */
  readonly excludedWhy?: string;
  readonly allowProtected?: readonly AllowedProtected[];
  /** which number of a series is the latest period; lowest by default */
  readonly newest?: Newest;
  /** another seed shares the rows out differently */
  readonly seed: number;
  readonly options?: Partial<TrainOptions>;
}

/** Fewer tell nothing. */
export const FEWEST_ROWS = 50;
export const FEWEST_OF_EACH = 10;
/** A text of fewer rows than this is one of the rare ones. */
const FEWEST_ROWS_OF_TEXT = 30;

/** How far learning is. */
export interface TrainProgress {
  readonly step: 'features' | 'pairs';
  readonly round: number;
  /** mean, each row judged without having been learnt from */
  readonly logLoss: number;
}

/**
 * Learns an additive, explainable scorecard: points for each bin of each feature, and for the cells of a few pairs.
 *
 * The same input gives the same model, to the byte.
 *
 * @returns the model, with its quality on the training rows, each judged without having been learnt from
 * @throws InvalidInput when there are too few rows, too few of either outcome, or no column to learn from
 */
export function trainRiskModel(input: TrainInput): TrainedModel {
  const steps = trainInSteps(input);
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}

/**
 * The same, in steps of some milliseconds to some tenths of a second, for who has to listen meanwhile.
 *
 * @yields how far it is
 */
export function* trainInSteps(input: TrainInput): Generator<TrainProgress, TrainedModel> {
  const { columns, target, seed } = input;
  const newest = input.newest ?? 'lowest';
  const options: TrainOptions = { ...defaultOptions(target.length), ...input.options };
  const events = requireBothOutcomes(target, input.targetName);
  const selection = selectColumns(
    columns,
    input.exclude ?? [],
    input.allowProtected ?? [],
    input.excludedWhy,
  );
  const planned = planFeatures(selection.used, newest).map((feature) => ({
    ...feature,
    label: input.labels?.[feature.name] ?? feature.label,
  }));
  const features = prepareFeatures(planned, selection.used, {
    event: input.event,
    mostBins: options.mostBins,
    fewestRows: Math.min(FEWEST_ROWS_OF_TEXT, Math.ceil(target.length / 50)),
  });
  if (features.length === 0) throw invalidInput(nothingLeft(selection.dropped));

  const key = `risk-model:${seed}`;
  const parts =
    input.groups === undefined
      ? shareOut(target, options.parts, key)
      : shareOutGroups(input.groups, options.parts, key);
  const base = Math.log(events / (target.length - events));
  const patience = { mostRounds: options.mostRounds, rounds: options.patience };
  const terms = features.map(({ codes, rule }) => ({
    codes,
    bins: rule.bins,
    step: (g: Float64Array, h: Float64Array, out: Float64Array) => shapeStep(g, h, rule, options.step, out),
  }));
  const start = Array.from({ length: options.parts }, () => new Float64Array(target.length).fill(base));
  const alone = yield* telling('features', boostTogether({ terms, target, parts }, start, patience));

  const numbers = numbersOf(selection.used);
  const logOdds = meanOf(alone.logOdds);
  const pairs = choosePairs({ features, shapes: alone.shapes, numbers, target, logOdds, options });
  const pairTerms = pairs.map(({ x, y }) => pairTerm(x, y, options.pairStep));
  const together = yield* telling(
    'pairs',
    boostTogether({ terms: pairTerms, target, parts }, alone.logOdds, patience),
  );

  const unseen = heldOutLogOdds(together.logOdds, parts);
  const calibration = calibrateOn(unseen, target, input.calibrateOn);
  const probabilities = unseen.map((x) => 1 / (1 + Math.exp(-(calibration.slope * x + calibration.shift))));
  return exportModel({
    features,
    shapes: alone.shapes,
    pairs: pairs.map((pair, at) => ({ ...pair, codes: pairTerms[at]!.codes, shape: together.shapes[at]! })),
    base,
    calibration,
    columns: selection.used,
    target: input.targetName,
    event: input.event,
    training: {
      rows: target.length,
      events,
      seed,
      newest,
      rounds: alone.rounds,
      pairRounds: together.rounds,
      calibration,
      heldOut: qualityOf(probabilities, target),
      dropped: selection.dropped.map((drop) => ({ ...drop })),
      allowedProtected: selection.allowedProtected.map((allowed) => ({ ...allowed })),
    },
  });
}

/** Says which step the rounds are of. */
function* telling(
  step: TrainProgress['step'],
  rounds: Generator<Round, Ensemble>,
): Generator<TrainProgress, Ensemble> {
  let next = rounds.next();
  for (; next.done !== true; next = rounds.next()) yield { step, ...next.value };
  return next.value;
}

/** @returns how many rows have the event */
function requireBothOutcomes(target: Uint8Array, name: string): number {
  const events = target.reduce((sum, value) => sum + value, 0);
  const others = target.length - events;
  if (target.length < FEWEST_ROWS) {
    const rows = target.length === 1 ? '1 row is' : `${target.length} rows are`;
    throw invalidInput(
      `${rows} too few to learn from: it takes ${FEWEST_ROWS} at least, and thousands for a good model`,
    );
  }
  if (Math.min(events, others) < FEWEST_OF_EACH) {
    throw invalidInput(
      `${name} is 1 in ${events} rows and 0 in ${others}: it takes ${FEWEST_OF_EACH} of each to learn from`,
    );
  }
  return events;
}

function nothingLeft(dropped: readonly { column: string; why: string }[]): string {
  const why = dropped.map(({ column, why }) => `${column} (${why})`).join(', ');
  return `no column is left to learn from${why === '' ? '' : `: ${why}`}`;
}

function calibrateOn(logOdds: Float64Array, target: Uint8Array, rows: Uint32Array | undefined): Calibration {
  if (rows === undefined) return calibrate(logOdds, target);
  return calibrate(
    Float64Array.from(rows, (row) => logOdds[row]!),
    Uint8Array.from(rows, (row) => target[row]!),
  );
}

/** Of each row what the machine says that has not seen it. */
function heldOutLogOdds(logOdds: readonly Float64Array[], parts: Uint8Array): Float64Array {
  return Float64Array.from(parts, (part, row) => logOdds[part]![row]!);
}

function meanOf(logOdds: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(logOdds[0]?.length ?? 0);
  for (const of of logOdds)
    for (let row = 0; row < mean.length; row += 1) mean[row]! += of[row]! / logOdds.length;
  return mean;
}
