import { createHash, randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { DomainFailure, notFound } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import type { UpdateEvent } from './case-client.ts';
import { caseView } from './case-view.ts';
import { keyOf } from './plugins/idempotency.ts';
import type { RouteDeps } from './ports.ts';
import type { CaseView } from './schemas/cases.ts';
import { changesHolds, tellOtherCases } from './tell-other-cases.ts';

/**
 * Asks the case of a loan and shows what it came to.
 *
 * @throws `Rejected.<Rule>`, NotFound
 */
export async function askCase(deps: RouteDeps, loanId: LoanId, event: UpdateEvent): Promise<CaseView> {
  const { state, next } = await answerOf(deps, loanId, event);
  if (changesHolds(event)) await tellOtherCases(deps, event, loanId);
  if (!state || !next) throw notFound('no case is open for this loan');
  return caseView({ state, next, now: deps.clock.now(), temporalUiUrl: deps.temporalUiUrl });
}

/** A case that is closed refuses by that name, whether its workflow is still ending or gone. */
export async function answerOf({ caseClient, cases }: RouteDeps, loanId: LoanId, event: UpdateEvent) {
  try {
    return await caseClient.ask(loanId, event);
  } catch (error) {
    if (!(error instanceof DomainFailure && error.type === 'NotFound')) throw error;
    const closed = (await cases.newestOf(loanId))?.state.closed;
    if (!closed) throw error;
    throw new DomainFailure('Rejected.CaseClosed', `The case is closed (${closed.reason}).`);
  }
}

/** @returns id and author of what is asked; with an idempotency key the id is the same whenever it is repeated */
export function eventBase(request: FastifyRequest, subject: string): { id: string; by: string } {
  const key = keyOf(request);
  const id =
    key === undefined
      ? randomUUID()
      : createHash('sha256')
          .update(JSON.stringify([request.routeOptions.url, subject, key]))
          .digest('hex');
  return { id: `api:${id}`, by: request.actor };
}
