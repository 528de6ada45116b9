import { notFound } from '../domain/failures.ts';
import { checkStrategy, type StrategyProblem } from '../domain/strategy/check-strategy.ts';
import { makeStrategy, type StrategyDraft } from '../domain/strategy/draft.ts';
import {
  checkAdoption,
  checkNoExperiment,
  checkStrategyPublication,
  checkStrategyWithdrawal,
  type StrategyRecord,
} from '../domain/strategy/publication.ts';
import { scriptsNamed } from '../domain/strategy/scripts-named.ts';
import { strategyVersion, type Strategy } from '../domain/strategy/schema.ts';
import type { RouteDeps } from './ports.ts';
import { InvalidFields } from './problem.ts';
import { officerOf, refuseIf } from './script-desk.ts';

/** What becomes of a version of a strategy. */
export interface StrategyRef {
  id: string;
  version: number;
}

type DeskDeps = Pick<RouteDeps, 'strategies' | 'people' | 'clock'>;
type Ports = Pick<RouteDeps, 'strategies'>;

/** @throws NotFound */
export async function findStrategy({ strategies }: Ports, ref: StrategyRef): Promise<StrategyRecord> {
  const record = await strategies.desk.find(ref.id, ref.version);
  if (!record) throw notFound(`there is no strategy ${ref.id}@${ref.version}`);
  return record;
}

/** @returns what would go wrong with it here and now: by the scripts that are published, and the rules that apply */
export async function problemsOf({ strategies }: Ports, strategy: Strategy): Promise<StrategyProblem[]> {
  const { jurisdiction } = strategy;
  const names = scriptsNamed(strategy);
  const found = await Promise.all(names.map((name) => strategies.scripts.current(name, jurisdiction)));
  const scripts = new Map(names.map((name, index) => [name, found[index]]));
  const policy = await strategies.policies.of(jurisdiction);
  return checkStrategy(strategy, {
    scriptOf: (name) => scripts.get(name),
    ...(policy.pack && { policy }),
  });
}

/** @throws InvalidInput with a sentence for each problem */
export async function writeStrategy(
  deps: DeskDeps,
  draft: StrategyDraft,
  actor: string,
): Promise<StrategyRecord> {
  const problems = await problemsOf(deps, makeStrategy(draft, 1, actor));
  if (problems.length > 0) throw new InvalidFields(problems);
  return deps.strategies.desk.write(draft, actor, deps.clock.now());
}

/** @param newCases whether new cases go by it from now on @throws `Rejected.<Rule>` */
export async function publishStrategy(
  deps: DeskDeps,
  ref: StrategyRef,
  { actor, newCases }: { actor: string; newCases: boolean },
): Promise<StrategyRecord> {
  const record = await findStrategy(deps, ref);
  const { strategy } = record;
  const problems = record.state === 'draft' ? await problemsOf(deps, strategy) : [];
  refuseIf(checkStrategyPublication(record, await officerOf(deps, actor), problems));
  if (newCases) await refuseInExperiment(deps, strategy);
  const { desk } = deps.strategies;
  const done = await desk.publish(strategy, { by: actor, held: !newCases }, deps.clock.now());
  // Somebody else was quicker: what they did is the reason for the refusal.
  return done ? findStrategy(deps, ref) : publishStrategy(deps, ref, { actor, newCases });
}

/** New cases go by it from now on, whatever was published since. @throws `Rejected.<Rule>` */
export async function adoptStrategy(
  deps: DeskDeps,
  ref: StrategyRef,
  actor: string,
): Promise<StrategyRecord> {
  const record = await findStrategy(deps, ref);
  refuseIf(checkAdoption(record, await officerOf(deps, actor)));
  await refuseInExperiment(deps, record.strategy);
  const done = await deps.strategies.desk.adopt(record.strategy, actor, deps.clock.now());
  return done ? findStrategy(deps, ref) : adoptStrategy(deps, ref, actor);
}

/** @throws `Rejected.<Rule>` */
export async function withdrawStrategy(
  deps: DeskDeps,
  ref: StrategyRef,
  { actor, why }: { actor: string; why: string },
): Promise<StrategyRecord> {
  const { desk } = deps.strategies;
  const record = await findStrategy(deps, ref);
  const use = await desk.useOf(record.strategy);
  refuseIf(checkStrategyWithdrawal(record, await officerOf(deps, actor), use));
  const done = await desk.withdraw(record.strategy, { by: actor, why }, deps.clock.now());
  return done ? findStrategy(deps, ref) : withdrawStrategy(deps, ref, { actor, why });
}

/** @param name `cn-retail@2` @throws NotFound */
export async function publishedStrategy({ strategies }: Ports, name: string): Promise<Strategy> {
  const strategy = await strategies.published.findPublished(name);
  if (!strategy) throw notFound(`no strategy ${name} is published`);
  return strategy;
}

async function refuseInExperiment({ strategies }: Ports, strategy: Strategy): Promise<void> {
  const { jurisdiction } = strategy;
  refuseIf(checkNoExperiment(jurisdiction, await strategies.experiments.runningIn(jurisdiction)));
}

/** @returns `cn-retail@2` of a reference */
export const nameOf = ({ id, version }: StrategyRef) => strategyVersion({ id, version });
