import { qualityOf } from '../model/metrics.ts';
import type { LaterFigures, ModelContent } from '../model-version.ts';
import type { CaseScore, RiskScorer } from '../risk-scorer.ts';
import { compareModels } from './compare-models.ts';
import type { Compared } from './publish-rule.ts';
import { rowValues } from './row-values.ts';
import type { OutcomeRows } from './training-table.ts';

/** A model that was learnt, what is published now, and rows that are later than all that the first has learnt from. */
export interface Trial {
  readonly candidate: RiskScorer;
  readonly incumbent: RiskScorer;
  readonly repayment: OutcomeRows;
  /** null: the candidate has no model of default */
  readonly default: OutcomeRows | null;
  /** why it has none; absent: it has one */
  readonly defaultMissing?: string | undefined;
  readonly seed: number;
}

/** How good the candidate is, and beside the other. */
export interface Judgement {
  readonly later: NonNullable<ModelContent['later']>;
  readonly compared: Compared;
}

/** Scores of a table are worked out for so many rows between two breaths. */
const BREATH_ROWS = 500;

/**
 * Has both score the same later rows.
 *
 * @yields between steps of some milliseconds
 */
export function* judgeCandidate(trial: Trial): Generator<undefined, Judgement> {
  const { incumbent, repayment: rows, default: ofDefault, defaultMissing } = trial;
  const repayment = yield* judge(trial, rows, repaymentOf);
  const saysDefault = incumbent.score(rowValues(rows.columns, 0)).defaultProbability !== null;
  if (ofDefault === null) {
    const defaultLost = saysDefault ? (defaultMissing ?? 'no model of it was learnt') : undefined;
    return {
      later: { repayment: repayment.later, default: null },
      compared: {
        ...{ repayment: repayment.compare(), default: null },
        ...(defaultLost !== undefined && { defaultLost }),
      },
    };
  }
  const becoming = yield* judge(trial, ofDefault, defaultOf);
  return {
    later: { repayment: repayment.later, default: becoming.later },
    compared: { repayment: repayment.compare(), default: saysDefault ? becoming.compare() : null },
  };
}

type ProbabilityOf = (score: CaseScore) => number;
const repaymentOf: ProbabilityOf = ({ probability }) => probability;
const defaultOf: ProbabilityOf = ({ defaultProbability }) => defaultProbability ?? 0;

function* judge({ candidate, incumbent, seed }: Trial, rows: OutcomeRows, of: ProbabilityOf) {
  const { target, customers } = rows;
  const byCandidate = Float64Array.from(yield* scoresOf(candidate, rows), of);
  const byIncumbent = Float64Array.from(yield* scoresOf(incumbent, rows), of);
  const compare = () =>
    compareModels({ target, customers, seed, candidate: byCandidate, incumbent: byIncumbent });
  return { later: figuresOf(byCandidate, target), compare };
}

/** @yields every so many rows */
export function* scoresOf(
  scorer: RiskScorer,
  { columns, target }: OutcomeRows,
): Generator<undefined, CaseScore[]> {
  const scores: CaseScore[] = [];
  for (let row = 0; row < target.length; row += 1) {
    scores.push(scorer.score(rowValues(columns, row)));
    if (row % BREATH_ROWS === 0) yield;
  }
  return scores;
}

function figuresOf(probabilities: Float64Array, target: Uint8Array): LaterFigures {
  const { rows, events, auc, brier, logLoss, reliability } = qualityOf(probabilities, target);
  return { rows, events, auc, brier, logLoss, reliability: reliability.map((row) => ({ ...row })) };
}
