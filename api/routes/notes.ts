import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { DomainFailure, notFound } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { askCase, eventBase } from '../ask-case.ts';
import { caseView } from '../case-view.ts';
import type { RouteDeps } from '../ports.ts';
import { caseSchema, loanParamsSchema } from '../schemas/cases.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { noteBodySchema } from '../schemas/endings.ts';
import { problemResponses } from '../schemas/problem.ts';

/** Notes, which a case takes while it is open and its timeline for ever. */
export const noteRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { cases, clock, notes, temporalUiUrl } = deps;

  app.route({
    method: 'POST',
    url: '/v1/cases/:loanId/notes',
    schema: {
      tags: ['cases'],
      summary:
        'Something to be remembered, of a closed case too: it is on the timeline, and nothing follows from it',
      headers: postHeadersSchema,
      params: loanParamsSchema,
      body: noteBodySchema,
      response: { 200: caseSchema, ...problemResponses },
    },
    handler: async (request) => {
      const loanId = request.params.loanId as LoanId;
      const event = { type: 'note' as const, ...eventBase(request, loanId), ...request.body };
      try {
        return await askCase(deps, loanId, event);
      } catch (error) {
        if (!(error instanceof DomainFailure && error.type === 'Rejected.CaseClosed')) throw error;
      }
      const { id: eventId, by, text } = event;
      await notes.addToClosed({ loanId, eventId, by, text }, clock.now());
      const newest = await cases.newestOf(loanId);
      if (!newest) throw notFound(`loan ${loanId} has no case`);
      return caseView({ state: newest.state, next: newest.instruction, now: clock.now(), temporalUiUrl });
    },
  });
  done();
};
