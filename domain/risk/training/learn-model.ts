import { isoDateOfDay } from '../../calendar.ts';
import { amountsLearnt, type AmountsLearnt } from '../amounts.ts';
import { CASE_FEATURES, type FeatureValues } from '../features/case-features.ts';
import { rowsOf } from '../features/table.ts';
import type { RiskModel } from '../model/schema.ts';
import type { AllowedProtected } from '../model/select-columns.ts';
import { trainInSteps, type TrainInput, type TrainProgress } from '../model/train.ts';
import { riskScorer } from '../make-scorer.ts';
import type { ModelContent } from '../model-version.ts';
import type { RiskScorer } from '../risk-scorer.ts';
import { finishContent, type DraftContent } from './finish-content.ts';
import { judgeCandidate, scoresOf } from './judge-candidate.ts';
import { latestRows } from './latest-rows.ts';
import { judgePublication, type Compared, type PublishVerdict } from './publish-rule.ts';
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
  readonly compared: Compared;
  readonly verdict: PublishVerdict;
}

/**
 * Learns the model of a bank from its own past: of repayment, and of default where enough loans have defaulted. It is
 * learnt from earlier days, and judged by the newest ones beside the model that is published now.
 *
 * @yields between steps of some milliseconds to some tenths of a second
 * @throws InvalidInput with what is missing, when there is too little history
 */
export function* learnModel(input: LearnInput): Generator<LearnProgress | undefined, LearnedModel> {
  const { table, seed, incumbent } = input;
  const { horizon, repayment: split, default: ofDefault, defaultMissing } = chooseHorizon(table);
  const amounts = amountsLearnt(table.columns);
  const learning = rowsOfOutcome(table, horizon.repaid, split.learning);
  const learningDefault = ofDefault && rowsOfOutcome(table, horizon.defaulted, ofDefault.learning);

  const { amountsIn, why: amountsWhy } = amounts;
  const draft: DraftContent = {
    // What default is learnt from is among these days, see `chooseHorizon`.
    trainedTo: isoDateOfDay(learning.days.reduce((last, day) => Math.max(last, day), 0) + horizon.days),
    horizonDays: horizon.days,
    repayment: yield* learn(input, 'repayment', learning, amounts),
    default: learningDefault && (yield* learn(input, 'default', learningDefault, amounts)),
    ...{ amountsIn, ...(amountsWhy !== undefined && { amountsWhy }) },
    later: null,
  };
  const candidate = riskScorer('candidate', draft);
  const { later, compared } = yield* judgeCandidate({
    ...{ candidate, incumbent, seed, defaultMissing },
    repayment: rowsOfOutcome(table, horizon.repaid, split.judged),
    default: ofDefault && rowsOfOutcome(table, horizon.defaulted, ofDefault.judged),
  });
  const points = Float64Array.from(yield* scoresOf(candidate, learning), (score) => score.points);
  const values = valuesOf(learning);
  return {
    content: yield* finishContent({ ...draft, later }, { values, points, seed }),
    compared,
    verdict: judgePublication(compared, incumbent.version),
  };
}

const TARGETS = { repayment: 'repaid', default: 'defaulted' } as const;
const LABELS = Object.fromEntries(CASE_FEATURES.map(({ name, label }) => [name, label]));

function* learn(
  { seed, allowProtected, options }: LearnInput,
  model: 'repayment' | 'default',
  rows: OutcomeRows,
  { leftOut, why }: AmountsLearnt,
): Generator<LearnProgress, RiskModel> {
  const { columns, target, customers } = rows;
  const calibrateOn = latestRows(rows);
  const steps = trainInSteps({
    ...{ columns, target, seed, allowProtected, groups: customers, event: model, targetName: TARGETS[model] },
    ...{ labels: LABELS, exclude: leftOut },
    ...(why !== undefined && { excludedWhy: why }),
    ...(calibrateOn && { calibrateOn }),
    ...(options && { options }),
  });
  let next = steps.next();
  for (; next.done !== true; next = steps.next()) yield { model, ...next.value };
  return next.value;
}

function valuesOf({ columns }: OutcomeRows): FeatureValues[] {
  const rows = columns[0] === undefined ? 0 : rowsOf(columns[0]);
  return Array.from({ length: rows }, (_, row) => rowValues(columns, row));
}
