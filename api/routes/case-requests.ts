import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { notFound } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { askCase, eventBase } from '../ask-case.ts';
import { positiveMinorOf } from '../money-input.ts';
import type { RouteDeps } from '../ports.ts';
import * as schemas from '../schemas/cases.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';

const shared = {
  tags: ['cases'],
  headers: postHeadersSchema,
  params: schemas.loanParamsSchema,
  response: { 200: schemas.caseSchema, ...problemResponses },
};

/** What is asked of a case: it is answered at once, and a refusal names its rule. */
export const caseRequestRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  async function currencyOf(loanId: LoanId): Promise<string> {
    const currency = (await deps.events.currencies([loanId])).get(loanId);
    if (currency === undefined) throw notFound(`loan ${loanId} is not known`);
    return currency;
  }

  app.route({
    method: 'POST',
    url: '/v1/cases/:loanId/promises',
    schema: { ...shared, summary: 'The customer promises to pay', body: schemas.promiseBodySchema },
    handler: async (request) => {
      const loanId = request.params.loanId as LoanId;
      const currency = await currencyOf(loanId);
      const instalments = request.body.instalments.map(({ dueOn, amount }, index) => ({
        dueOn,
        amountMinor: positiveMinorOf(amount, currency, `instalments.${index}.amount`),
      }));
      return askCase(deps, loanId, { type: 'promise', ...eventBase(request, loanId), instalments });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/cases/:loanId/grace-requests',
    schema: { ...shared, summary: 'The customer asks for time', body: schemas.graceBodySchema },
    handler: async (request) => {
      const loanId = request.params.loanId as LoanId;
      const { note, ...asked } = request.body;
      return askCase(deps, loanId, {
        type: 'grace',
        ...eventBase(request, loanId),
        ...asked,
        ...(note !== undefined && { note }),
      });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/cases/:loanId/disputes',
    schema: {
      ...shared,
      summary: 'The customer disputes the debt or part of it',
      body: schemas.disputeBodySchema,
    },
    handler: async (request) => {
      const loanId = request.params.loanId as LoanId;
      const { subject, amount } = request.body;
      return askCase(deps, loanId, {
        type: 'dispute',
        ...eventBase(request, loanId),
        subject,
        ...(amount && { amountMinor: positiveMinorOf(amount, await currencyOf(loanId), 'amount') }),
      });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/cases/:loanId/close',
    schema: { ...shared, summary: 'A supervisor ends the case', body: schemas.closeBodySchema },
    handler: (request) => {
      const loanId = request.params.loanId as LoanId;
      return askCase(deps, loanId, { type: 'close', ...eventBase(request, loanId), ...request.body });
    },
  });
  done();
};
