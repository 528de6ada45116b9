import { Context, log } from '@temporalio/activity';
import type { Pool } from '../db/client.ts';
import { ProtectedAttributeRepository } from '../db/protected-attribute-repository.ts';
import { RiskModelRepository, type RiskTraining } from '../db/risk-model-repository.ts';
import { TrainingSetReader } from '../db/training-set-reader.ts';
import { readTrainingTable } from '../db/training-table.ts';
import { localDate } from '../domain/calendar.ts';
import type { Clock } from '../domain/clock.ts';
import { DomainFailure } from '../domain/failures.ts';
import { modelVersionName, type LaterFigures, type ModelContent } from '../domain/risk/model-version.ts';
import type { LearnedModel } from '../domain/risk/training/learn-model.ts';
import { permittedFeatures } from '../domain/risk/training/permission.ts';
import { MOST_LOANS, MOST_ROWS, SEED, type TrainingBegun } from '../domain/risk/training/training-run.ts';
import { createStabilityActivities } from './check-stability.ts';
import { learnInThread } from './learn-in-thread.ts';
import { toFailure } from './to-failure.ts';
import type { TrainActivities, TrainModelInput, TrainReport } from './train-types.ts';

export interface TrainDeps {
  pool: Pool;
  clock: Clock;
}

/** Training of the risk model: a run that is repeated goes on from what it has begun with, and makes one model. */
export function createTrainActivities({ pool, clock }: TrainDeps): TrainActivities {
  const models = new RiskModelRepository(pool);
  const attributes = new ProtectedAttributeRepository(pool);
  const reader = new TrainingSetReader(pool);

  async function begin({ runId, by }: TrainModelInput): Promise<RiskTraining> {
    const known = await models.findTraining(runId);
    if (known) return known;
    const now = clock.now();
    const newest = await reader.newestDay(now);
    const begun: TrainingBegun = {
      seed: SEED,
      ...(newest ?? { newestOn: localDate(now, 'UTC'), untilMs: now }),
      incumbent: await models.current(),
      allowed: await attributes.allowed(),
    };
    return models.beginTraining({ runId, begun, by }, now);
  }

  async function run(input: TrainModelInput): Promise<TrainReport> {
    const training = await begin(input);
    const { runId } = input;
    if (training.outcome) return reportOf(training, await contentOf(training.version));
    const { seed, newestOn, untilMs, incumbent, allowed } = training.begun;
    const permitted = permittedFeatures(allowed);
    const question = { newestOn, untilMs, permitted, seed, mostLoans: MOST_LOANS, mostRows: MOST_ROWS };
    const { heartbeat, cancellationSignal: signal } = Context.current();
    const { table, loans } = await readTrainingTable(reader, question, (read) => heartbeat({ loans: read }));
    const seen = { rowsSeen: table.rowsSeen, rows: table.days.length, loans };
    const { allowProtected } = permitted;
    const published = await contentOf(incumbent);
    const task = {
      ...{ table, seed, allowProtected },
      incumbent: incumbent === null || published === null ? null : { version: incumbent, content: published },
    };
    const learned = await learnInThread(task, { onProgress: heartbeat, signal }).catch(refusal);
    const finished = await models.finishTraining(
      {
        runId,
        content: 'content' in learned ? learned.content : null,
        outcome: { ...seen, ...resultOf(learned) },
      },
      clock.now(),
    );
    return reportOf(finished, 'content' in learned ? learned.content : null);
  }

  async function contentOf(version: number | null): Promise<ModelContent | null> {
    return version === null ? null : ((await models.find(version))?.content ?? null);
  }

  return {
    ...createStabilityActivities({ pool, clock }),
    async trainModel(input) {
      try {
        const report = await run(input);
        log.info('the risk model was trained', { ...report });
        return report;
      } catch (error) {
        throw toFailure(error);
      }
    },
  };
}

/** Too little history is an answer: another attempt would find the same. */
function refusal(error: unknown): { refused: string } {
  if (error instanceof DomainFailure && error.type === 'InvalidInput') return { refused: error.message };
  throw error;
}

function resultOf(learned: LearnedModel | { refused: string }) {
  if ('refused' in learned) return { result: 'none', why: `No model was made: ${learned.refused}.` } as const;
  const { publish, why } = learned.verdict;
  return { result: publish ? 'published' : 'candidate', why } as const;
}

function reportOf({ version, outcome }: RiskTraining, content: ModelContent | null): TrainReport {
  const { result = 'none', why = '', rows = 0, rowsSeen = 0, loans = 0 } = outcome ?? {};
  const later = content?.later;
  return {
    ...{ result, why, version, rows, rowsSeen, loans },
    model: version === null ? null : modelVersionName(version),
    horizonDays: content?.horizonDays ?? null,
    segments: content?.segmentationWhy ?? null,
    amounts: content?.amountsWhy ?? null,
    later: later
      ? { repayment: figures(later.repayment), default: later.default && figures(later.default) }
      : null,
  };
}

const figures = ({ rows, events, auc, brier, logLoss }: LaterFigures) => ({
  ...{ rows, events, auc, brier, logLoss },
});
