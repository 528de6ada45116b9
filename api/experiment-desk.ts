import { notFound } from '../domain/failures.ts';
import { checkEnd, checkExperiment, type Experiment } from '../domain/strategy/experiment.ts';
import { outcomeOf } from '../domain/strategy/experiment-outcome.ts';
import { checkStrategyOfficer } from '../domain/strategy/publication.ts';
import { strategyVersion } from '../domain/strategy/schema.ts';
import type { RouteDeps } from './ports.ts';
import { ApiFailure } from './problem.ts';
import { officerOf, refuseIf } from './script-desk.ts';
import { publishedStrategy } from './strategy-desk.ts';

type DeskDeps = Pick<RouteDeps, 'strategies' | 'people' | 'clock'>;

interface AskedExperiment {
  id: string;
  challenger: string;
  share: number;
  why: string;
}

/** @throws NotFound */
export async function findExperiment(
  { strategies }: Pick<RouteDeps, 'strategies'>,
  id: string,
): Promise<Experiment> {
  const experiment = await strategies.experiments.find(id);
  if (!experiment) throw notFound(`there is no experiment ${id}`);
  return experiment;
}

/** The champion is what new cases of the challenger's place go by now. @throws NotFound, `Rejected.<Rule>` */
export async function startExperiment(
  deps: DeskDeps,
  { id, challenger: name, share, why }: AskedExperiment,
  actor: string,
): Promise<Experiment> {
  const { experiments, published } = deps.strategies;
  refuseIf(checkStrategyOfficer(await officerOf(deps, actor), 'starts experiments'));
  const challenger = await publishedStrategy(deps, name);
  const { jurisdiction } = challenger;
  const champion = await published.findCurrentFor(jurisdiction);
  if (!champion) throw notFound(`no strategy is published for new cases of ${jurisdiction}`);
  if (await experiments.find(id))
    throw new ApiFailure('AlreadyThere', `there is an experiment ${id} already`);
  refuseIf(checkExperiment(champion, challenger, await experiments.runningIn(jurisdiction)));
  const started = await experiments.start({
    ...{ experimentId: id, jurisdiction, champion: strategyVersion(champion), challenger: name, share, why },
    ...{ startedBy: actor, startedAtMs: deps.clock.now() },
  });
  return started
    ? findExperiment(deps, id)
    : startExperiment(deps, { id, challenger: name, share, why }, actor);
}

/** New cases go by the champion again; those of the challenger go on as they are. @throws NotFound, `Rejected.<Rule>` */
export async function endExperiment(
  deps: DeskDeps,
  id: string,
  { actor, why }: { actor: string; why: string },
): Promise<Experiment> {
  refuseIf(checkStrategyOfficer(await officerOf(deps, actor), 'ends experiments'));
  refuseIf(checkEnd(await findExperiment(deps, id)));
  const ended = await deps.strategies.experiments.end(id, { by: actor, why }, deps.clock.now());
  return ended ?? endExperiment(deps, id, { actor, why });
}

/** @throws NotFound */
export async function experimentOutcome(deps: DeskDeps, id: string, horizonDays: number) {
  const experiment = await findExperiment(deps, id);
  const figures = await deps.strategies.experiments.figuresOf(experiment, horizonDays, deps.clock.now());
  const { champion, challenger } = figures;
  return {
    experiment,
    cases: { champion: champion.n, challenger: challenger.n },
    assigned: { champion: champion.assigned, challenger: challenger.assigned },
    metrics: outcomeOf(figures),
  };
}
