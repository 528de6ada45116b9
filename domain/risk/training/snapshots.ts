import { addDays, epochDay, type IsoDate } from '../../calendar.ts';
import { caseFeaturesOf, type FeatureValues } from '../features/case-features.ts';
import type { RiskFacts } from '../risk-facts.ts';
import { outcomeOf, type LoanBooks, type Outcome } from './outcome.ts';
import { snapshotDays } from './snapshot-days.ts';

/** A loan on one day of the past, and what became of it. */
export interface Snapshot {
  /** days since 1970-01-01 */
  readonly day: number;
  readonly values: FeatureValues;
  /** by horizon, in the order asked for; null: it had not ended by the newest day of the books */
  readonly outcomes: readonly (Outcome | null)[];
}

/** What is looked for in the past of a loan. */
export interface SnapshotQuestion {
  /** newest day of the books; what is later is not known */
  readonly newestOn: IsoDate;
  /** days, ascending */
  readonly horizons: readonly number[];
  /** names of the features to be worked out, no others are */
  readonly features: readonly string[];
}

/**
 * The past of one loan as a model may learn from it: on each day that counts the features as they were known then, and what
 * became of the loan within each horizon that has ended.
 *
 * @param books of the loan, all of them
 * @param factsAsOf what was known of the loan on a day
 */
export function snapshotsOf(
  books: LoanBooks,
  factsAsOf: (day: IsoDate) => RiskFacts,
  { newestOn, horizons, features }: SnapshotQuestion,
): Snapshot[] {
  const shortest = Math.min(...horizons);
  return snapshotDays(books, addDays(newestOn, -shortest)).map((day) => ({
    day: epochDay(day),
    values: caseFeaturesOf(factsAsOf(day), features),
    outcomes: horizons.map((horizonDays) =>
      addDays(day, horizonDays) <= newestOn ? outcomeOf(books, day, horizonDays) : null,
    ),
  }));
}
