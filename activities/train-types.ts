import type { StabilityActivities } from './stability-types.ts';

/** All that the workflow of a training run sees of its activities. */

export interface TrainModelInput {
  /** of the workflow: a repeat with the same id goes on with what was begun, and makes one model */
  runId: string;
  /** who asked for it, or the schedule */
  by: string;
}

/** What came of a training run: ids and figures, never rows. */
export interface TrainReport {
  result: 'published' | 'candidate' | 'none';
  /** `bank-7`; null: no model could be made */
  model: string | null;
  version: number | null;
  why: string;
  /** days of overdue loans that were learnt from and judged by, of so many that were found, of so many loans */
  rows: number;
  rowsSeen: number;
  loans: number;
  /** null: no model could be made */
  horizonDays: number | null;
  /** of segments: what was found, or why nothing was; null or absent: no model could be made */
  segments?: string | null;
  /** why amounts were not learnt; null or absent: they were, or no model could be made */
  amounts?: string | null;
  /** on later rows than those learnt from */
  later: {
    repayment: { rows: number; events: number; auc: number | null; brier: number; logLoss: number };
    default: { rows: number; events: number; auc: number | null; brier: number; logLoss: number } | null;
  } | null;
}

export interface TrainActivities extends StabilityActivities {
  /** Learns a model from the bank's past, judges it, keeps it, and publishes it if it is not worse. */
  trainModel: (input: TrainModelInput) => Promise<TrainReport>;
}
