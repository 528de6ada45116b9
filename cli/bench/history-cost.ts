import type { WorkflowHandle } from '@temporalio/client';

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** What Temporal Cloud bills as an action, by the attributes its event carries. */
const BILLED = [
  'workflowExecutionStartedEventAttributes',
  'timerStartedEventAttributes',
  'activityTaskScheduledEventAttributes',
  // A marker is what a local activity leaves.
  'markerRecordedEventAttributes',
  'workflowExecutionSignaledEventAttributes',
  'workflowExecutionUpdateAcceptedEventAttributes',
  'upsertWorkflowSearchAttributesEventAttributes',
  'startChildWorkflowExecutionInitiatedEventAttributes',
] as const;

export interface HistoryCost {
  events: number;
  actions: number;
}

/** @returns events and billable actions of a real history */
export function costOf(history: History): HistoryCost {
  const events = history.events ?? [];
  const billed = events.filter((event) => BILLED.some((attributes) => Boolean(event[attributes])));
  return { events: events.length, actions: billed.length };
}
