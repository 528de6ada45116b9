import type { TransferListItem } from 'node:worker_threads';
import { inThread } from '../db/in-thread.ts';
import type { LearnedModel, LearnProgress } from '../domain/risk/training/learn-model.ts';
import type { LearnTask } from './learn-thread.ts';

const MODULE = new URL('./learn-thread.ts', import.meta.url);

/**
 * Learns a model in a thread of its own: the thread of the worker answers meanwhile, as cases wait for it.
 *
 * @param task its table is handed over: it is empty afterwards
 * @param onProgress called as it goes on
 * @param signal ends the thread
 * @throws InvalidInput with what is missing, when there is too little history
 */
export function learnInThread(
  task: LearnTask,
  options: { onProgress: (progress: LearnProgress | null) => void; signal?: AbortSignal },
): Promise<LearnedModel> {
  return inThread<LearnedModel, LearnProgress | null>(MODULE, {
    ...{ task, transferList: buffersOf(task) },
    ...options,
  });
}

function buffersOf({ table }: LearnTask): TransferListItem[] {
  const arrays = [
    ...table.columns.map((column) => (column.kind === 'number' ? column.values : column.codes)),
    ...table.horizons.flatMap(({ repaid, defaulted }) => [repaid, defaulted]),
    table.days,
    table.customers,
  ];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
