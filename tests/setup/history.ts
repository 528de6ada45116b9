import { defaultPayloadConverter } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { workflowBundle } from '../../worker/build-bundle.ts';

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
export type HistoryEvent = NonNullable<History['events']>[number];

/** Kinds of events that are billed as an action of Temporal Cloud. */
const BILLED = [
  'timerStartedEventAttributes',
  'activityTaskScheduledEventAttributes',
  'markerRecordedEventAttributes',
  'upsertWorkflowSearchAttributesEventAttributes',
] as const;

/** @returns what people read of an event in the Temporal UI */
export function summaryOf(event: HistoryEvent): string | undefined {
  const payload = event.userMetadata?.summary;
  return payload ? defaultPayloadConverter.fromPayload<string>(payload) : undefined;
}

export function timersOf({ events }: History): { summary: string | undefined; delayMs: number }[] {
  return (events ?? []).flatMap((event) => {
    const timer = event.timerStartedEventAttributes;
    if (!timer) return [];
    const { seconds, nanos } = timer.startToFireTimeout ?? {};
    return [{ summary: summaryOf(event), delayMs: Number(seconds ?? 0) * 1000 + (nanos ?? 0) / 1e6 }];
  });
}

export function activitiesOf({ events }: History): { type: string; summary: string | undefined }[] {
  return (events ?? []).flatMap((event) => {
    const type = event.activityTaskScheduledEventAttributes?.activityType?.name;
    return type ? [{ type, summary: summaryOf(event) }] : [];
  });
}

/** What one stretch of history cost, from the firing of a timer to the start of the next one. */
export interface StepCost {
  events: number;
  /** billed actions: timer, local activity, activity, and each upsert of search attributes */
  actions: number;
  upserts: number;
  /** activities in it */
  activities: number;
}

/** @returns the cost of each step: from a timer that fired up to and with the timer that is set next */
export function stepCosts({ events = [] }: History): StepCost[] {
  const steps: StepCost[] = [];
  let step: StepCost | undefined;
  for (const event of events ?? []) {
    if (event.timerFiredEventAttributes) step = { events: 0, actions: 0, upserts: 0, activities: 0 };
    if (!step) continue;
    step.events += 1;
    if (BILLED.some((kind) => event[kind])) step.actions += 1;
    if (event.upsertWorkflowSearchAttributesEventAttributes) step.upserts += 1;
    if (event.activityTaskScheduledEventAttributes) step.activities += 1;
    if (!event.timerStartedEventAttributes) continue;
    steps.push(step);
    step = undefined;
  }
  return steps;
}

/** @throws DeterminismViolationError when the workflow of today would not have made one of these histories */
export async function replayAll(
  histories: readonly { workflowId: string; history: History }[],
): Promise<number> {
  const replayed = Worker.runReplayHistories({ workflowBundle: await workflowBundle() }, [...histories]);
  let count = 0;
  for await (const { workflowId, error } of replayed) {
    if (error) throw new Error(`${workflowId} does not replay: ${error.message}`, { cause: error });
    count += 1;
  }
  return count;
}
