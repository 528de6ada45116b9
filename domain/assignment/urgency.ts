/** How urgent a task is, in bands: within one the task that is worth most comes first, and no deadline is missed for money. */
export const URGENCIES = ['overdue', 'within 4 hours', 'within a day', 'later'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Hours to the deadline from which on the next band begins. */
export const URGENCY_HOURS: readonly number[] = [0, 4, 24];

/**
 * @param hoursLeft to the deadline; below 0 when it has passed
 * @example urgencyOf(3.5) // 'within 4 hours'
 */
export function urgencyOf(hoursLeft: number): Urgency {
  return URGENCIES[URGENCY_HOURS.filter((from) => hoursLeft >= from).length] as Urgency;
}
