import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { checkExport } from '../../domain/case/checks/export.ts';
import { DomainFailure, notFound } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { exportView } from '../export-view.ts';
import type { RouteDeps } from '../ports.ts';
import { loanParamsSchema } from '../schemas/cases.ts';
import { exportQuerySchema, exportSchema } from '../schemas/endings.ts';
import { problemResponses } from '../schemas/problem.ts';

/** The data of a loan for whoever takes it over. */
export const exportRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, { exports, clock }, done) => {
  app.route({
    method: 'GET',
    url: '/v1/cases/:loanId/export',
    schema: {
      tags: ['cases'],
      summary: 'All that is known of a loan, for its buyer, an agency or a court, with contact data in clear',
      description: 'Who has asked for it (X-Actor) and why is on the timeline.',
      params: loanParamsSchema,
      querystring: exportQuerySchema,
      response: { 200: exportSchema, ...problemResponses },
    },
    handler: async (request, reply) => {
      const { purpose, why, consent } = request.query;
      const rejection = checkExport({ purpose, consent: consent === 'true' });
      if (rejection) throw new DomainFailure(`Rejected.${rejection.rule}`, rejection.message);
      const loanId = request.params.loanId as LoanId;
      const asked = { loanId, purpose, by: request.actor, why, now: clock.now() };
      const found = await exports.exportLoan(asked);
      if (!found) throw notFound(`loan ${loanId} has no case`);
      // Nothing on the way keeps a copy.
      return reply.header('cache-control', 'no-store').send(exportView(found, asked));
    },
  });
  done();
};
