import { rowsWhere, takeRows } from '../features/take-rows.ts';
import type { Column } from '../features/table.ts';

/** An outcome as it is kept by row: it came true, it did not, or it cannot be told. */
export const TRUE = 1;
export const FALSE = 0;
export const UNTOLD = -1;

/** What became of the rows within one horizon. */
export interface HorizonOutcomes {
  readonly days: number;
  /** `TRUE`, `FALSE`; `UNTOLD` where the horizon has not ended */
  readonly repaid: Int8Array;
  /** `UNTOLD` also where the loan had defaulted before */
  readonly defaulted: Int8Array;
}

/** Snapshots of loans as columns: plain data, which can be handed to a thread. */
export interface TrainingTable {
  readonly columns: readonly Column[];
  /** days since 1970-01-01, by row */
  readonly days: Int32Array;
  /** which customer, by row: rows of all loans of one have the same number */
  readonly customers: Int32Array;
  /** ascending */
  readonly horizons: readonly HorizonOutcomes[];
  /** of which the rows were drawn */
  readonly rowsSeen: number;
  /** newest day of the books, days since 1970-01-01 */
  readonly newestDay: number;
}

/** Rows of one outcome, ready to be learnt from or judged. */
export interface OutcomeRows {
  readonly columns: readonly Column[];
  readonly target: Uint8Array;
  /** days since 1970-01-01 */
  readonly days: Int32Array;
  readonly customers: Int32Array;
}

/** @returns the places of rows whose outcome can be told */
export function toldRows(outcome: Int8Array, wanted: (row: number) => boolean = () => true): Uint32Array {
  return rowsWhere(outcome.length, (row) => outcome[row] !== UNTOLD && wanted(row));
}

/** @param rows places of rows whose outcome can be told */
export function rowsOfOutcome(
  { columns, days, customers }: TrainingTable,
  outcome: Int8Array,
  rows: Uint32Array,
): OutcomeRows {
  return {
    columns: takeRows(columns, rows),
    target: Uint8Array.from(rows, (row) => (outcome[row] === TRUE ? 1 : 0)),
    days: Int32Array.from(rows, (row) => days[row]!),
    customers: Int32Array.from(rows, (row) => customers[row]!),
  };
}
