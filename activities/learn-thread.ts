import { workInThread } from '../db/thread-work.ts';
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

await workInThread<LearnTask, LearnedModel, LearnProgress | null>(({ incumbent, ...rest }, tell) => {
  const scorer =
    incumbent === null ? expertScorer : riskScorer(modelVersionName(incumbent.version), incumbent.content);
  const steps = learnModel({ ...rest, incumbent: scorer });
  let next = steps.next();
  for (; next.done !== true; next = steps.next()) tell(next.value ?? null);
  return next.value;
});
