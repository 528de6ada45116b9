import { builtInScorecard } from '../../domain/risk/built-in-scorecard.ts';
import type { ModelContent } from '../../domain/risk/model-version.ts';

/** A model as a training run makes it, that scores as the expert scorecard does. */
export function modelContent(changes: Partial<ModelContent> = {}): ModelContent {
  return {
    ...{ trainedTo: '2026-09-30', horizonDays: 30 },
    repayment: { ...builtInScorecard, id: 'repaid-1' },
    ...{ default: null, segmentation: null, later: null },
    scores: { bounds: [500], shares: [0.5, 0.5] },
    ...changes,
  };
}
