/** All that workflows see of the check whether loans are still what the published model has learnt from. */

export interface StabilityReport {
  /** the published model, `bank-7`; null: the scorecard of experts */
  model: string | null;
  /** days of loans that were compared */
  rows: number;
  /** alerts that are new: one at most */
  alerts: number;
  /** one sentence for people */
  said: string;
}

export interface StabilityActivities {
  /** Compares the overdue loans of the last month with those that the published model has learnt from. */
  checkStability: () => Promise<StabilityReport>;
}
