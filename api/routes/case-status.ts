import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { notFound } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { languageOf } from '../accept-language.ts';
import type { RouteDeps } from '../ports.ts';
import { caseStatusSchema, statusQuerySchema } from '../schemas/case-status.ts';
import { loanParamsSchema } from '../schemas/cases.ts';
import { problemResponses } from '../schemas/problem.ts';
import { statusView } from '../status-view.ts';

/** The database has the same decisions as the workflow, and has them still when that is gone. */
export const caseStatusRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, { cases }, done) => {
  app.route({
    method: 'GET',
    url: '/v1/cases/:loanId/status',
    schema: {
      tags: ['cases'],
      summary:
        'What the newest case of a loan is waiting for, since and until when, by which rule, and what comes next: in words and as data',
      params: loanParamsSchema,
      querystring: statusQuerySchema,
      response: { 200: caseStatusSchema, ...problemResponses },
    },
    handler: async ({ params, query, headers }, reply) => {
      const found = await cases.newestOf(params.loanId as LoanId);
      if (!found) throw notFound(`loan ${params.loanId} has no case`);
      const language = query.lang ?? languageOf(headers['accept-language']);
      void reply.header('content-language', language).header('vary', 'accept-language');
      return statusView(found.state, found.instruction, language);
    },
  });
  done();
};
