import type { StrategyMove } from '../db/strategy-move-repository.ts';
import type { Experiment } from '../domain/strategy/experiment.ts';
import type { StrategyRecord } from '../domain/strategy/publication.ts';
import type { ExperimentView, MoveView, StrategyView } from './schemas/strategies.ts';

const at = (atMs: number) => new Date(atMs).toISOString();

/** @returns a version of a strategy as callers see it */
export function strategyView(record: StrategyRecord): StrategyView {
  const { publishedBy: author, ...strategy } = record.strategy;
  const { state, current, heldBack, openCases, writtenBy, writtenAtMs } = record;
  const { publishedBy, publishedAtMs, adoptedBy, adoptedAtMs, withdrawnBy, withdrawnAtMs, withdrawnWhy } =
    record;
  return {
    ...{ ...strategy, state, current, heldBack, openCases, writtenBy, writtenAt: at(writtenAtMs) },
    ...(publishedBy !== undefined && { publishedBy }),
    ...(publishedAtMs !== undefined && { publishedAt: at(publishedAtMs) }),
    ...(adoptedBy !== undefined && { adoptedBy }),
    ...(adoptedAtMs !== undefined && { adoptedAt: at(adoptedAtMs) }),
    ...(withdrawnBy !== undefined && { withdrawnBy }),
    ...(withdrawnAtMs !== undefined && { withdrawnAt: at(withdrawnAtMs) }),
    ...(withdrawnWhy !== undefined && { withdrawnWhy }),
  };
}

/** @returns a move as callers see it */
export function moveView({ filter, requestedAtMs, finishedAtMs, ...move }: StrategyMove): MoveView {
  return {
    ...{ ...move, ...filter, requestedAt: at(requestedAtMs) },
    ...(finishedAtMs !== undefined && { finishedAt: at(finishedAtMs) }),
  };
}

/** @returns an experiment as callers see it */
export function experimentView(experiment: Experiment): ExperimentView {
  const { experimentId: id, startedAtMs, endedAtMs, ...rest } = experiment;
  return {
    ...{ id, ...rest, startedAt: at(startedAtMs) },
    ...(endedAtMs !== undefined && { endedAt: at(endedAtMs) }),
  };
}
