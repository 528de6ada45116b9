import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { DecisionResult } from '../../domain/case/decision.ts';
import type { CaseWorkflowInput } from '../../workflows/messages.ts';
import type { History } from './history.ts';

/** One run of a workflow that was continued as new, and what of it tests look at. */
export interface Run {
  workflowId: string;
  runId: string;
  history: History;
}

/** @returns all runs of the workflow that the newest one goes back to, oldest first */
export async function runsOf(client: Client, workflowId: string): Promise<Run[]> {
  const { runId: newest } = await client.workflow.getHandle(workflowId).describe();
  const runs: Run[] = [];
  for (let runId = newest; runId !== '';) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    runs.unshift({ workflowId, runId, history });
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    runId = started?.continuedExecutionRunId ?? '';
  }
  return runs;
}

/** @returns what the run was started with */
export function inputOf({ history }: Run): CaseWorkflowInput {
  const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
  return valueOf<CaseWorkflowInput>(started?.input?.payloads?.[0]);
}

/** @returns the decisions that have come back into the history, in order */
export function decisionsOf({ history }: Run): DecisionResult[] {
  return (history.events ?? []).flatMap((event) => {
    const { activityTaskCompletedEventAttributes: step, markerRecordedEventAttributes: marker } = event;
    // A local activity leaves its result in a marker; a patch leaves one too, which has none.
    const payload = step?.result?.payloads?.[0] ?? marker?.details?.['result']?.payloads?.[0];
    return payload ? [valueOf<DecisionResult>(payload)] : [];
  });
}

/** @returns how often the server has refused what the workflow did, because something had come in meanwhile */
export function refusedTasks({ history }: Run): number {
  // `temporal.api.enums.v1.WorkflowTaskFailedCause`
  const UNHANDLED_COMMAND = 1;
  return (history.events ?? []).filter(
    (event) => Number(event.workflowTaskFailedEventAttributes?.cause) === UNHANDLED_COMMAND,
  ).length;
}

type Payload = Parameters<typeof defaultPayloadConverter.fromPayload>[0];

function valueOf<T>(payload: Payload | null | undefined): T {
  if (!payload) throw new Error('there is no value in this event');
  return defaultPayloadConverter.fromPayload<T>(payload);
}
