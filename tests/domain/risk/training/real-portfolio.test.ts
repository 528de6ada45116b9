import { describe, expect, test } from 'vitest';
import { epochDay, type IsoDate } from '../../../../domain/calendar.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { riskFactsAsOf, type RiskHistory } from '../../../../domain/risk/risk-history.ts';
import { learnModel, type LearnedModel } from '../../../../domain/risk/training/learn-model.ts';
import { permittedFeatures } from '../../../../domain/risk/training/permission.ts';
import { TrainingSample } from '../../../../domain/risk/training/sample.ts';
import { snapshotsOf } from '../../../../domain/risk/training/snapshots.ts';
import { HORIZONS } from '../../../../domain/risk/training/split.ts';
import type { TrainingTable } from '../../../../domain/risk/training/training-table.ts';
import { readRealHistories, realPortfolioIsThere } from '../../../setup/real-histories.ts';

const LOANS = 4_000;
const SEED = 1;
const { features } = permittedFeatures([]);

function tableOf(histories: readonly RiskHistory[], newestOn: IsoDate): TrainingTable {
  const sample = new TrainingSample({ features, horizons: HORIZONS, mostRows: 100_000, seed: SEED });
  const question = { newestOn, horizons: HORIZONS, features: features.map(({ name }) => name) };
  for (const [loan, history] of histories.entries()) {
    const factsAsOf = (day: IsoDate) => riskFactsAsOf(history, day);
    for (const snapshot of snapshotsOf(history, factsAsOf, question)) sample.add(loan, snapshot);
  }
  return sample.finish(epochDay(newestOn));
}

function learn(table: TrainingTable): LearnedModel {
  const steps = learnModel({ table, seed: SEED, allowProtected: [], incumbent: expertScorer });
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}

describe.skipIf(!realPortfolioIsThere)(
  `a model of the real portfolio${realPortfolioIsThere ? '' : ' (SKIPPED: ../shared/data/portfolio-real is not there)'}`,
  () => {
    test('orders later days better than the expert scorecard, more than by chance, and is published', async () => {
      const { histories, newestOn } = await readRealHistories(LOANS);
      const { compared, content, verdict } = learn(tableOf(histories, newestOn));
      const { repayment: comparison } = compared;
      expect(content.later?.repayment.auc).toBeCloseTo(comparison.auc.candidate, 9);
      expect(comparison.auc.candidate).toBeGreaterThan(comparison.auc.incumbent);
      expect(comparison.auc.interval.from).toBeGreaterThan(0);
      expect(verdict.publish).toBe(true);
      // 6 s on a busy machine: it reads 250,000 rows and learns from 8,000 days.
    }, 30_000);
  },
);
