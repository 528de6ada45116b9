import { invalidInput } from '../../failures.ts';
import { TRUE, toldRows, type HorizonOutcomes, type TrainingTable } from './training-table.ts';

/**
 * Horizons that a model may be learnt for, in days; the longest that the history is long enough for is taken. A quarter is
 * what collections plan by; a month is the least in which an instalment can be missed and caught up.
 */
export const HORIZONS: readonly number[] = [30, 60, 90];

/** Newest rows by which a model is judged: a fifth, so that four fifths are left to learn from. */
const JUDGED_SHARE = 0.2;

/** What a model is learnt from and judged by at the least: fewer events would give another model with another draw. */
export const LEAST = {
  learning: { rows: 300, ofEach: 50 },
  judged: { rows: 100, ofEach: 20 },
} as const;

/** Rows by time: places in the table. */
export interface Split {
  /** its horizon has ended when the judged ones begin */
  readonly learning: Uint32Array;
  readonly judged: Uint32Array;
  /** first day of the judged ones, days since 1970-01-01 */
  readonly judgedFrom: number;
}

/**
 * Splits rows whose outcome can be told by time: the newest are judged, and of the earlier ones those are learnt from whose
 * outcome was known when the judged ones begin. What lies between is left out, so that nothing is learnt from the days that
 * are judged.
 *
 * @param days since 1970-01-01, by row of the table; @param rows places of rows whose outcome can be told
 * @param horizonDays of the outcome
 */
export function splitInTime(days: Int32Array, rows: Uint32Array, horizonDays: number): Split {
  const ordered = Int32Array.from(rows, (row) => days[row]!).sort();
  const judgedFrom = ordered[Math.floor(ordered.length * (1 - JUDGED_SHARE))] ?? 0;
  return splitAt(days, rows, { horizonDays, judgedFrom });
}

/** The same where it is said when the judged ones begin. */
export function splitAt(
  days: Int32Array,
  rows: Uint32Array,
  { horizonDays, judgedFrom }: { horizonDays: number; judgedFrom: number },
): Split {
  return {
    learning: rows.filter((row) => days[row]! + horizonDays <= judgedFrom),
    judged: rows.filter((row) => days[row]! >= judgedFrom),
    judgedFrom,
  };
}

/** @returns what is missing, in words; undefined: there is enough */
export function tooFew(outcome: Int8Array, { learning, judged }: Split): string | undefined {
  return (
    missing('to learn from', outcome, learning, LEAST.learning) ??
    missing('that are later, to judge by', outcome, judged, LEAST.judged)
  );
}

function missing(
  what: string,
  outcome: Int8Array,
  rows: Uint32Array,
  least: { rows: number; ofEach: number },
): string | undefined {
  const events = rows.reduce((sum, row) => sum + (outcome[row] === TRUE ? 1 : 0), 0);
  const [of, others] = [rows.length, rows.length - events];
  if (of < least.rows) return `${of} days of overdue loans ${what}, and it takes ${least.rows}`;
  if (Math.min(events, others) >= least.ofEach) return undefined;
  return `${of} days of overdue loans ${what}, of which ${events} came true and ${others} did not, and it takes ${least.ofEach} of each`;
}

/** A horizon that the history is long enough for. */
export interface ChosenHorizon {
  readonly horizon: HorizonOutcomes;
  readonly repayment: Split;
  /** null: too few to learn from */
  readonly default: Split | null;
  /** what is missing for a model of default; absent: nothing */
  readonly defaultMissing?: string;
}

/**
 * Takes the longest horizon that the history is long enough for.
 *
 * @throws InvalidInput with what is missing, when none is
 */
export function chooseHorizon({ days, horizons, rowsSeen }: TrainingTable): ChosenHorizon {
  if (rowsSeen === 0)
    throw invalidInput('there is no day on which a loan was overdue and whose outcome is known by now');
  const found = horizons.map((horizon) => ({
    horizon,
    repayment: splitInTime(days, toldRows(horizon.repaid), horizon.days),
  }));
  const fit = found
    .filter(({ horizon, repayment }) => tooFew(horizon.repaid, repayment) === undefined)
    .at(-1);
  const [shortest] = found;
  if (fit === undefined) {
    const why = shortest && tooFew(shortest.horizon.repaid, shortest.repayment);
    throw invalidInput(
      `there is too little history to learn from: within the shortest horizon of ${shortest?.horizon.days} days there are ${why}`,
    );
  }
  const { horizon } = fit;
  // Both models of a version are learnt from the same past, so that one date is true of both.
  const { judgedFrom } = fit.repayment;
  const split = splitAt(days, toldRows(horizon.defaulted), { horizonDays: horizon.days, judgedFrom });
  const defaultMissing = tooFew(horizon.defaulted, split);
  return defaultMissing === undefined
    ? { ...fit, default: split }
    : { ...fit, default: null, defaultMissing };
}
