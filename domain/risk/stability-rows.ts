import { addDays, type IsoDate } from '../calendar.ts';
import { caseFeaturesOf, type FeatureValues } from './features/case-features.ts';
import { riskFactsAsOf, type RiskHistory } from './risk-history.ts';
import { snapshotDays } from './training/snapshot-days.ts';

/** So many days have a month-end in them, whichever they are. */
export const RECENT_DAYS = 31;

/**
 * A loan as training would have looked at it in the last month: on the same kinds of days. Loans that happen to be overdue
 * at this moment would not do: there are more of each lateness between those days than a model has ever seen, and fewer
 * that have paid since.
 *
 * @param history of the loan
 * @param newestOn last day that the books know whole
 * @param features names of those to be worked out
 * @returns a row for each day on which the loan was overdue and is looked at; often none
 */
export function recentRows(
  history: RiskHistory,
  newestOn: IsoDate,
  features: readonly string[],
): FeatureValues[] {
  const before = addDays(newestOn, -RECENT_DAYS);
  return snapshotDays(history, newestOn)
    .filter((day) => day > before)
    .map((day) => caseFeaturesOf(riskFactsAsOf(history, day), features));
}
