import { DomainFailure } from '../domain/failures.ts';
import { isFor } from '../domain/strategy/place.ts';
import { MovePreviewer, type MoveFilter, type MovePreview } from '../domain/strategy/move-cases.ts';
import { checkStrategyOfficer } from '../domain/strategy/publication.ts';
import { strategyVersion, type Strategy } from '../domain/strategy/schema.ts';
import type { StrategyMove } from '../db/strategy-move-repository.ts';
import type { RouteDeps } from './ports.ts';
import { officerOf, refuseIf } from './script-desk.ts';
import { findStrategy, nameOf, publishedStrategy, type StrategyRef } from './strategy-desk.ts';

/** States that are read at once. */
const PAGE = 1_000;

export interface AskedMove {
  from: StrategyRef;
  to: string;
  filter: MoveFilter;
}

/**
 * What a move would do to each case as it stands now, page by page: the answer waits for all of them, other requests
 * do not.
 *
 * @throws NotFound, `Rejected.<Rule>`
 */
export async function previewMove(
  deps: Pick<RouteDeps, 'strategies' | 'clock'>,
  { from: ref, to: name, filter }: AskedMove,
): Promise<MovePreview> {
  const { strategy: from } = await findStrategy(deps, ref);
  const to = await publishedStrategy(deps, name);
  refuseElsewhere(from, to);
  const previewer = new MovePreviewer({ from, to, now: deps.clock.now() });
  for (let after = ''; ;) {
    const states = await deps.strategies.moves.states({ from: nameOf(ref), filter }, after, PAGE);
    for (const state of states) previewer.add(state);
    const last = states.at(-1);
    if (last === undefined) return previewer.result();
    after = last.caseId;
  }
}

/** Has the cases moved. @param moveId the same for a repeated request @throws `Rejected.<Rule>` */
export async function startMove(
  deps: Pick<RouteDeps, 'strategies' | 'clock' | 'people' | 'caseClient'>,
  { from, to, filter }: AskedMove,
  { moveId, actor, why, cases }: { moveId: string; actor: string; why: string; cases: number },
): Promise<StrategyMove> {
  refuseIf(checkStrategyOfficer(await officerOf(deps, actor), 'moves running cases'));
  const { moves } = deps.strategies;
  await moves.keep({
    ...{ moveId, from: nameOf(from), to, filter, why, requestedBy: actor },
    ...{ requestedAtMs: deps.clock.now(), cases },
  });
  await deps.caseClient.moveCases(moveId, `${nameOf(from)} to ${to}: ${cases} cases`);
  const kept = await moves.find(moveId);
  if (!kept) throw new DomainFailure('NotFound', `there is no move ${moveId}`);
  return kept;
}

function refuseElsewhere(from: Strategy, to: Strategy): void {
  if (isFor(to.jurisdiction, from.jurisdiction)) return;
  const message = `Strategy ${strategyVersion(to)} is for ${to.jurisdiction}, not ${from.jurisdiction}.`;
  refuseIf({ rule: 'StrategyElsewhere', message });
}
