import type { IsoDate } from '../../calendar.ts';
import type { Rejection } from '../../failures.ts';
import { modelVersionName } from '../model-version.ts';
import type { PermittedAttribute } from './permission.ts';

/** What a run has begun with: a repeat of it, by another worker, makes the same of it. */
export interface TrainingBegun {
  readonly seed: number;
  /** newest day of the books */
  readonly newestOn: IsoDate;
  /** newest instant that is read, epoch milliseconds */
  readonly untilMs: number;
  /** version of the model that was published then; null: the expert scorecard */
  readonly incumbent: number | null;
  /** protected attributes that were allowed then */
  readonly allowed: readonly PermittedAttribute[];
}

/** What has come of a run. */
export interface TrainingOutcome {
  /** `none`: no model could be made */
  readonly result: 'published' | 'candidate' | 'none';
  /** in one sentence */
  readonly why: string;
  /** days of overdue loans that were found, and kept */
  readonly rowsSeen: number;
  readonly rows: number;
  readonly loans: number;
}

/** Rows that are kept for learning: a run that kept 80,000, and learnt from half of them, took 10 s of processor time and 390 MB. */
export const MOST_ROWS = 100_000;
/** Loans whose past is read; of more, as many are drawn by the seed. */
export const MOST_LOANS = 200_000;
/** The same past and the same seed make the same model. */
export const SEED = 1;

/**
 * What becomes of a model that was to be published when another one was published, or taken back, while it was learnt: it was
 * compared with what does not count any more.
 *
 * @param current version that counts now; null: the expert scorecard
 */
export function overtaken(outcome: TrainingOutcome, current: number | null): TrainingOutcome {
  if (outcome.result !== 'published') return outcome;
  const now = current === null ? 'the expert scorecard' : modelVersionName(current);
  const why = `Kept as a candidate, because it was compared with another model than ${now}, which has come to count meanwhile.`;
  return { ...outcome, result: 'candidate', why };
}

/** What becomes of a model that was to be published when cases may not be scored by it any more. @param refused see `checkModelUse` */
export function heldBack(outcome: TrainingOutcome, refused: Rejection | undefined): TrainingOutcome {
  if (outcome.result !== 'published' || !refused) return outcome;
  return { ...outcome, result: 'candidate', why: `Kept as a candidate: ${refused.message}` };
}
