import { isoDateOfDay } from '../../calendar.ts';
import { CASE_FEATURES, type FeatureValues } from '../features/case-features.ts';
import { rowsOf } from '../features/table.ts';
import { qualityOf } from '../model/metrics.ts';
import type { RiskModel } from '../model/schema.ts';
import type { AllowedProtected } from '../model/select-columns.ts';
import { trainInSteps, type TrainInput, type TrainProgress } from '../model/train.ts';
import { riskScorer } from '../make-scorer.ts';
import type { LaterFigures, ModelContent } from '../model-version.ts';
import type { CaseScore, RiskScorer } from '../risk-scorer.ts';
import { compareModels, type ModelComparison } from './compare-models.ts';
import { finishContent, type DraftContent } from './finish-content.ts';
import { judgePublication, type PublishVerdict } from './publish-rule.ts';
import { rowValues } from './row-values.ts';
import { chooseHorizon } from './split.ts';
import { rowsOfOutcome, type OutcomeRows, type TrainingTable } from './training-table.ts';

/** What a training run learns from and measures itself by. */
export interface LearnInput {
  readonly table: TrainingTable;
  readonly seed: number;
  /** protected attributes that a compliance officer allows; their columns are in the table, those of others are not */
  readonly allowProtected: readonly AllowedProtected[];
  /** the model that is published now */
  readonly incumbent: RiskScorer;
  /** of learning; absent: the defaults */
  readonly options?: TrainInput['options'];
}

export type LearnProgress = { readonly model: 'repayment' | 'default' } & TrainProgress;

/** What a training run has made, and what is to become of it. */
export interface LearnedModel {
  readonly content: ModelContent;
  readonly comparison: ModelComparison;
  readonly verdict: PublishVerdict;
}

/** Scores of a table are worked out for so many rows between two breaths. */
const BREATH_ROWS = 500;

/**
 * Learns the model of a bank from its own past: of repayment, and of default where enough loans have defaulted. It is
 * learnt from earlier days, and judged by the newest ones beside the model that is published now.
 *
 * @yields between steps of some milliseconds to some tenths of a second
 * @throws InvalidInput with what is missing, when there is too little history
 */
export function* learnModel(input: LearnInput): Generator<LearnProgress | undefined, LearnedModel> {
  const { table, seed, incumbent } = input;
  const { horizon, repayment: split, default: ofDefault } = chooseHorizon(table);
  const learning = rowsOfOutcome(table, horizon.repaid, split.learning);
  const judged = rowsOfOutcome(table, horizon.repaid, split.judged);

  const repayment = yield* learn(input, 'repayment', learning);
  const lastDay = split.learning.reduce((last, row) => Math.max(last, table.days[row]!), 0);
  const draft: DraftContent = {
    trainedTo: isoDateOfDay(lastDay + horizon.days),
    horizonDays: horizon.days,
    repayment,
    default: ofDefault
      ? yield* learn(input, 'default', rowsOfOutcome(table, horizon.defaulted, ofDefault.learning))
      : null,
    later: null,
  };
  const candidate = riskScorer('candidate', draft);

  const byCandidate = yield* scoresOf(candidate, judged);
  const byIncumbent = yield* scoresOf(incumbent, judged);
  const probabilities = byCandidate.map(({ probability }) => probability);
  const comparison = compareModels({
    ...{ target: judged.target, loans: judged.loans, seed },
    candidate: Float64Array.from(probabilities),
    incumbent: Float64Array.from(byIncumbent, ({ probability }) => probability),
  });
  const later: ModelContent['later'] = {
    repayment: figuresOf(probabilities, judged.target),
    default: null,
  };
  if (ofDefault) {
    const rows = rowsOfOutcome(table, horizon.defaulted, ofDefault.judged);
    const scores = yield* scoresOf(candidate, rows);
    later.default = figuresOf(
      scores.map(({ defaultProbability }) => defaultProbability ?? 0),
      rows.target,
    );
  }
  const points = Float64Array.from(yield* scoresOf(candidate, learning), (score) => score.points);
  const values = valuesOf(learning);
  return {
    content: yield* finishContent({ ...draft, later }, { values, points, seed }),
    comparison,
    verdict: judgePublication(comparison, incumbent.version),
  };
}

const TARGETS = { repayment: 'repaid', default: 'defaulted' } as const;
const LABELS = Object.fromEntries(CASE_FEATURES.map(({ name, label }) => [name, label]));

function* learn(
  { seed, allowProtected, options }: LearnInput,
  model: 'repayment' | 'default',
  { columns, target, loans }: OutcomeRows,
): Generator<LearnProgress, RiskModel> {
  const steps = trainInSteps({
    ...{ columns, target, seed, allowProtected, groups: loans, event: model, targetName: TARGETS[model] },
    labels: LABELS,
    ...(options && { options }),
  });
  let next = steps.next();
  for (; next.done !== true; next = steps.next()) yield { model, ...next.value };
  return next.value;
}

function* scoresOf(scorer: RiskScorer, { columns, target }: OutcomeRows): Generator<undefined, CaseScore[]> {
  const scores: CaseScore[] = [];
  for (let row = 0; row < target.length; row += 1) {
    scores.push(scorer.score(rowValues(columns, row)));
    if (row % BREATH_ROWS === 0) yield;
  }
  return scores;
}

function valuesOf({ columns }: OutcomeRows): FeatureValues[] {
  const rows = columns[0] === undefined ? 0 : rowsOf(columns[0]);
  return Array.from({ length: rows }, (_, row) => rowValues(columns, row));
}

function figuresOf(probabilities: readonly number[], target: Uint8Array): LaterFigures {
  const { rows, events, auc, brier, logLoss, reliability } = qualityOf(
    Float64Array.from(probabilities),
    target,
  );
  return { rows, events, auc, brier, logLoss, reliability: reliability.map((row) => ({ ...row })) };
}
