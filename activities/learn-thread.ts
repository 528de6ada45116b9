import { parentPort, workerData } from 'node:worker_threads';
import { DomainFailure, type FailureType } from '../domain/failures.ts';
import { expertScorer, riskScorer } from '../domain/risk/make-scorer.ts';
import type { AllowedProtected } from '../domain/risk/model/select-columns.ts';
import { modelVersionName, type ModelContent } from '../domain/risk/model-version.ts';
import { learnModel, type LearnedModel, type LearnProgress } from '../domain/risk/training/learn-model.ts';
import type { TrainingTable } from '../domain/risk/training/training-table.ts';

/** What the thread is given: plain data. */
export interface LearnTask {
  readonly table: TrainingTable;
  readonly seed: number;
  readonly allowProtected: readonly AllowedProtected[];
  /** null: the expert scorecard */
  readonly incumbent: { readonly version: number; readonly content: ModelContent } | null;
}

/** What the thread says. */
export type LearnMessage =
  | { readonly type: 'progress'; readonly progress: LearnProgress | null }
  | { readonly type: 'learned'; readonly learned: LearnedModel }
  | { readonly type: 'refused'; readonly failure: FailureType; readonly message: string };

const { task } = workerData as { task: LearnTask };
const say = (message: LearnMessage) => parentPort?.postMessage(message);

const { incumbent, ...rest } = task;
const scorer =
  incumbent === null ? expertScorer : riskScorer(modelVersionName(incumbent.version), incumbent.content);
try {
  const steps = learnModel({ ...rest, incumbent: scorer });
  let next = steps.next();
  for (; next.done !== true; next = steps.next()) {
    say({ type: 'progress', progress: next.value ?? null });
  }
  say({ type: 'learned', learned: next.value });
} catch (error) {
  if (!(error instanceof DomainFailure)) throw error;
  say({ type: 'refused', failure: error.type, message: error.message });
}
