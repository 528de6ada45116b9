import { Worker, type TransferListItem } from 'node:worker_threads';
import { DomainFailure } from '../domain/failures.ts';
import type { LearnedModel, LearnProgress } from '../domain/risk/training/learn-model.ts';
import type { LearnMessage, LearnTask } from './learn-thread.ts';

/** A thread knows JavaScript only: this is what it begins with, and tsx brings it the rest from its TypeScript. */
const ENTRY = `
const { workerData } = require('node:worker_threads');
import(workerData.tsx).then(({ tsImport }) => tsImport(workerData.module, workerData.module));
`;
const MODULE = new URL('./learn-thread.ts', import.meta.url).href;
const TSX = import.meta.resolve('tsx/esm/api');

/**
 * Learns a model in a thread of its own: the thread of the worker answers meanwhile, as cases wait for it.
 *
 * @param task its table is handed over: it is empty afterwards
 * @param onProgress called as it goes on
 * @param signal ends the thread
 * @throws InvalidInput with what is missing, when there is too little history
 */
export async function learnInThread(
  task: LearnTask,
  { onProgress, signal }: { onProgress: (progress: LearnProgress | null) => void; signal?: AbortSignal },
): Promise<LearnedModel> {
  // Whoever was told to stop while the table was read is not told again.
  signal?.throwIfAborted();
  const thread = new Worker(ENTRY, {
    eval: true,
    workerData: { tsx: TSX, module: MODULE, task },
    transferList: buffersOf(task),
  });
  const end = () => void thread.terminate();
  signal?.addEventListener('abort', end);
  return new Promise<LearnedModel>((resolve, reject) => {
    thread.on('message', (message: LearnMessage) => {
      if (message.type === 'progress') onProgress(message.progress);
      else if (message.type === 'learned') resolve(message.learned);
      else reject(new DomainFailure(message.failure, message.message));
    });
    thread.on('error', reject);
    thread.on('exit', (code) => reject(new Error(`the thread that learns has ended with ${code}`)));
  }).finally(() => signal?.removeEventListener('abort', end));
}

function buffersOf({ table }: LearnTask): TransferListItem[] {
  const arrays = [
    ...table.columns.map((column) => (column.kind === 'number' ? column.values : column.codes)),
    ...table.horizons.flatMap(({ repaid, defaulted }) => [repaid, defaulted]),
    table.days,
    table.loans,
  ];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
