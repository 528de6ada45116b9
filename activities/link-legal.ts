import type { Pool } from '../db/client.ts';
import { legalToLink, markLegalLinked, type LegalToLink } from '../db/legal-repository.ts';
import type { Clock } from '../domain/clock.ts';
import type { DecisionResult } from '../domain/case/decision.ts';
import type { LegalOpening } from '../domain/legal/decision.ts';

/** Starts and stops the workflows of legal actions; both are safe to repeat. */
export interface LegalStarter {
  start(opening: LegalOpening): Promise<void>;
  /** Tells a running action that its case wants it stopped; one that has never run is started to hear it. */
  stop(opening: LegalOpening, reason: NonNullable<LegalToLink['stop']>): Promise<void>;
}

export interface LinkLegalDeps {
  pool: Pool;
  clock: Clock;
  legal: LegalStarter;
}

/**
 * Carries out what a decision of a case wants of its legal action. What was cut off between the decision and this is
 * found by the retry of the decision, by the case's next decision, and by {@link linkAllLegal}.
 */
export async function linkLegalOf({ state }: DecisionResult, deps: LinkLegalDeps): Promise<void> {
  const action = state?.legalAction;
  if (action?.openedAtMs === undefined || action.ended) return;
  for (const found of await legalToLink(deps.pool, { legalId: action.id })) await link(found, deps);
}

const BATCH = 200;

/** Links all legal actions that are not. @returns how many there were */
export async function linkAllLegal(deps: LinkLegalDeps): Promise<number> {
  let count = 0;
  for (let after = ''; ;) {
    const page = await legalToLink(deps.pool, { after, limit: BATCH });
    const last = page.at(-1);
    if (!last) return count;
    for (const found of page) await link(found, deps);
    count += page.length;
    after = last.opening.legalId;
  }
}

async function link({ opening, stop }: LegalToLink, { pool, clock, legal }: LinkLegalDeps): Promise<void> {
  if (stop) await legal.stop(opening, stop);
  else await legal.start(opening);
  await markLegalLinked(pool, opening.legalId, { stopTold: stop !== undefined }, clock.now());
}
