import { parentPort, workerData } from 'node:worker_threads';
import { DomainFailure, type FailureType } from '../domain/failures.ts';

/** With what a thread begins. */
export interface ThreadData {
  readonly tsx: string;
  readonly module: string;
  readonly task: unknown;
}

/** What a thread says. */
export type ThreadMessage<Result, Progress> =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'result'; readonly result: Result }
  | { readonly type: 'failed'; readonly failure: FailureType; readonly message: string };

/** In a thread that {@link inThread} has started: does the work, and says what came of it. */
export async function workInThread<Task, Result, Progress = never>(
  work: (task: Task, tell: (progress: Progress) => void) => Result | Promise<Result>,
): Promise<void> {
  const say = (message: ThreadMessage<Result, Progress>) => parentPort?.postMessage(message);
  const { task } = workerData as ThreadData;
  try {
    const result = await work(task as Task, (progress) => say({ type: 'progress', progress }));
    say({ type: 'result', result });
  } catch (error) {
    if (!(error instanceof DomainFailure)) throw error;
    say({ type: 'failed', failure: error.type, message: error.message });
  }
}
