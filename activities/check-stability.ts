import { heartbeat, log } from '@temporalio/activity';
import { AlertRepository } from '../db/alert-repository.ts';
import type { Pool } from '../db/client.ts';
import { readRiskHistories } from '../db/risk-facts-reader.ts';
import { RiskModelRepository } from '../db/risk-model-repository.ts';
import { StabilityRepository } from '../db/stability-repository.ts';
import { TrainingSetReader } from '../db/training-set-reader.ts';
import { DAY_MS, localDate } from '../domain/calendar.ts';
import type { Clock } from '../domain/clock.ts';
import type { FeatureValues } from '../domain/risk/features/case-features.ts';
import { featuresOf } from '../domain/risk/make-scorer.ts';
import { modelVersionName, type ModelContent } from '../domain/risk/model-version.ts';
import {
  DRIFT_WORDS,
  NOTHING_TO_COMPARE_WITH,
  stabilityOf,
  type Measured,
} from '../domain/risk/stability.ts';
import { driftAlert } from '../domain/risk/stability-alert.ts';
import { RECENT_DAYS, recentRows } from '../domain/risk/stability-rows.ts';
import type { StabilityActivities, StabilityReport } from './stability-types.ts';
import { toFailure } from './to-failure.ts';

export interface StabilityDeps {
  readonly pool: Pool;
  readonly clock: Clock;
}

export interface CheckedStability extends StabilityReport {
  /** the score first; empty where nothing could be said */
  measured: readonly Measured[];
}

/** Loans that are looked at: tenths of so many hold still to a hundredth, and more would only take longer. */
const MOST_LOANS = 5_000;
/** Loans that are read in one statement. */
const BATCH = 250;
/** The newest day may be up to two before the newest payment, see `newestDay`. */
const SINCE_DAYS = RECENT_DAYS + 3;

/**
 * Compares the overdue loans of the last month with those that the published model has learnt from, keeps what it finds and
 * raises an alert where the model does not know them any more. Repeated on the same day it says the same once more.
 *
 * @param onBatch called between batches
 */
export async function checkStability(
  { pool, clock }: StabilityDeps,
  onBatch: () => void = () => undefined,
): Promise<CheckedStability> {
  const published = await publishedModel(pool);
  if (published === undefined) {
    const said = `the expert scorecard: ${NOTHING_TO_COMPARE_WITH}`;
    return { model: null, rows: 0, measured: [], alerts: 0, said };
  }
  const { model, content } = published;
  const now = clock.now();
  const stability = stabilityOf(content, await rowsNow({ pool, now, content, onBatch }));
  const { rows } = stability;
  if (stability.kind === 'too-few') {
    return { model, rows, measured: [], alerts: 0, said: `${model}: ${stability.why}` };
  }
  const day = localDate(now, 'UTC');
  await new StabilityRepository(pool).write(model, day, stability);
  const alert = driftAlert(stability, { model, day });
  const alerts = await new AlertRepository(pool).raise(alert ? [alert] : [], now);
  const [score] = stability.measured;
  const said = alert?.why ?? `${model}: score ${score?.psi.toFixed(3)}, ${score && DRIFT_WORDS[score.drift]}`;
  return { model, rows, measured: stability.measured, alerts, said };
}

/** @returns undefined: cases are scored by the scorecard of experts */
async function publishedModel(pool: Pool): Promise<{ model: string; content: ModelContent } | undefined> {
  const models = new RiskModelRepository(pool);
  const version = await models.current();
  const found = version === null ? undefined : await models.find(version);
  return found && { model: modelVersionName(found.version), content: found.content };
}

/** The loans of the last month that the books know whole: an import may be older than today. */
async function rowsNow(input: {
  pool: Pool;
  now: number;
  content: ModelContent;
  onBatch: () => void;
}): Promise<FeatureValues[]> {
  const { pool, now, content, onBatch } = input;
  const known = await new TrainingSetReader(pool).newestDay(now);
  if (known === undefined) return [];
  const { newestOn, untilMs } = known;
  const fromMs = untilMs - SINCE_DAYS * DAY_MS;
  const loanIds = await new StabilityRepository(pool).sample(fromMs, MOST_LOANS);
  const { repayment, amountsIn } = content;
  const features = featuresOf({ repayment, amountsIn });
  const rows: FeatureValues[] = [];
  for (let from = 0; from < loanIds.length; from += BATCH) {
    const batch = loanIds.slice(from, from + BATCH);
    const histories = await readRiskHistories(pool, { loanIds: batch, untilMs, fromMs });
    for (const history of histories.values()) rows.push(...recentRows(history, newestOn, features));
    onBatch();
  }
  return rows;
}

export function createStabilityActivities(deps: StabilityDeps): StabilityActivities {
  return {
    async checkStability() {
      try {
        const { measured: _kept, ...report } = await checkStability(deps, () => heartbeat());
        log.info('the published risk model was compared with the loans of now', { ...report });
        return report;
      } catch (error) {
        throw toFailure(error);
      }
    },
  };
}
