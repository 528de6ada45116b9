import { Worker, type TransferListItem } from 'node:worker_threads';
import { DomainFailure } from '../domain/failures.ts';
import type { ThreadData, ThreadMessage } from './thread-work.ts';

/** A thread knows JavaScript only: this is what it begins with, and tsx brings it the rest from its TypeScript. */
const ENTRY = `
const { workerData } = require('node:worker_threads');
import(workerData.tsx).then(({ tsImport }) => tsImport(workerData.module, workerData.module));
`;
const TSX = import.meta.resolve('tsx/esm/api');

interface ThreadOptions<Progress> {
  /** what the thread is given: plain data */
  task: unknown;
  /** of the task: handed over, and empty afterwards */
  transferList?: readonly TransferListItem[];
  /** called as it goes on */
  onProgress?: (progress: Progress) => void;
  /** ends the thread */
  signal?: AbortSignal | undefined;
}

/**
 * Works something out in a thread of its own: the thread of the process answers meanwhile. To start one takes about half a
 * second of processor time.
 *
 * @param module what calls `workInThread` of thread-work.ts
 * @throws what the work has thrown, of failures their type and message
 */
export async function inThread<Result, Progress = never>(
  module: URL,
  { task, transferList = [], onProgress, signal }: ThreadOptions<Progress>,
): Promise<Result> {
  // Whoever was told to stop before is not told again.
  signal?.throwIfAborted();
  const workerData: ThreadData = { tsx: TSX, module: module.href, task };
  const thread = new Worker(ENTRY, { eval: true, workerData, transferList: [...transferList] });
  const end = () => void thread.terminate();
  signal?.addEventListener('abort', end);
  return new Promise<Result>((resolve, reject) => {
    thread.on('message', (message: ThreadMessage<Result, Progress>) => {
      if (message.type === 'progress') onProgress?.(message.progress);
      else if (message.type === 'result') resolve(message.result);
      else reject(new DomainFailure(message.failure, message.message));
    });
    thread.on('error', reject);
    thread.on('exit', (code) => reject(new Error(`the thread of ${module.pathname} has ended with ${code}`)));
  }).finally(() => signal?.removeEventListener('abort', end));
}
