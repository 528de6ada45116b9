import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { LoanId } from '../../domain/ids.ts';
import { askCase, eventBase } from '../ask-case.ts';
import { plannedEvent, quotePlans } from '../plan-quote.ts';
import { planQuoteView } from '../plan-view.ts';
import type { RouteDeps } from '../ports.ts';
import { caseSchema, loanParamsSchema } from '../schemas/cases.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { planBodySchema, planQuoteBodySchema, planQuoteSchema } from '../schemas/plans.ts';
import { problemResponses } from '../schemas/problem.ts';

export const planRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'POST',
    url: '/v1/cases/:loanId/plans/quote',
    schema: {
      tags: ['plans'],
      summary: 'What repayment plans the customer can afford, and what they cost; nothing is changed',
      headers: postHeadersSchema,
      params: loanParamsSchema,
      body: planQuoteBodySchema,
      response: { 200: planQuoteSchema, ...problemResponses },
    },
    handler: async ({ params, body }) => {
      const { state, question, answer } = await quotePlans(deps, params.loanId as LoanId, body);
      return planQuoteView(state, question, answer);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/cases/:loanId/plans',
    schema: {
      tags: ['plans'],
      summary: 'A repayment plan is proposed; supervisors decide, and contacts stop until they have',
      headers: postHeadersSchema,
      params: loanParamsSchema,
      body: planBodySchema,
      response: { 200: caseSchema, ...problemResponses },
    },
    handler: async (request) => {
      const loanId = request.params.loanId as LoanId;
      const { note, documentIds } = request.body;
      const planned = await plannedEvent(deps, loanId, request.body);
      return askCase(deps, loanId, {
        type: 'plan-proposal',
        ...eventBase(request, loanId),
        ...planned,
        ...(note !== undefined && { note }),
        ...(documentIds && { documentIds }),
      });
    },
  });
  done();
};
