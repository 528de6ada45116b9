import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { checkReopen } from '../../domain/case/checks/reopen.ts';
import { DomainFailure, notFound } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { eventBase } from '../ask-case.ts';
import { itemsOf, summary } from '../batch.ts';
import { addCaseRequest } from '../case-request.ts';
import { pathOf } from '../plugins/errors.ts';
import type { RouteDeps } from '../ports.ts';
import { reportLoanChanges } from '../report-loan-changes.ts';
import { loanParamsSchema } from '../schemas/cases.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import * as schemas from '../schemas/endings.ts';
import { problemResponses } from '../schemas/problem.ts';
import { oneOrMany, resultsSchema } from '../schemas/reports.ts';

/** How cases end and begin again, and what supervisors do to the course of one. */
export const endingRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { cases, caseClient, clock, loanChanges } = deps;

  addCaseRequest(app, deps, {
    path: 'settlements',
    summary: 'An amount for all that is overdue, if it is paid by a day: for supervisors to approve',
    body: schemas.settlementBodySchema,
    event: async ({ amount, dueOn, why }, minorOf) => ({
      type: 'settlement',
      amountMinor: await minorOf(amount, 'amount'),
      dueOn,
      why,
    }),
  });
  addCaseRequest(app, deps, {
    path: 'strategy',
    summary: 'A supervisor has the case go on by another published version, from the next day on',
    body: schemas.changeStrategyBodySchema,
    event: (body) => ({ type: 'change-strategy', ...body }),
  });

  app.route({
    method: 'POST',
    url: '/v1/cases/:loanId/reopen',
    schema: {
      tags: ['cases'],
      summary: 'A supervisor takes up again what a decision had ended: a new case of the same loan is opened',
      headers: postHeadersSchema,
      params: loanParamsSchema,
      body: schemas.reopenBodySchema,
      response: { 202: schemas.reopenResultSchema, ...problemResponses },
    },
    handler: async (request, reply) => {
      const loanId = request.params.loanId as LoanId;
      const newest = (await cases.newestOf(loanId))?.state;
      if (!newest) throw notFound(`loan ${loanId} has no case`);
      const rejection = checkReopen(newest, (await loanChanges.arrearsOf(loanId, clock.now())) ?? 0);
      if (rejection) throw new DomainFailure(`Rejected.${rejection.rule}`, rejection.message);
      const event = { type: 'overdue' as const, ...eventBase(request, loanId), reopen: request.body.why };
      await caseClient.reportOverdue(loanId, event);
      return reply.code(202).send({ loanId, previousCaseId: newest.caseId });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/loan-changes',
    attachValidation: true,
    schema: {
      tags: ['core systems'],
      summary: 'Loans were restructured, written off, sold or recalled: their cases end',
      description: 'One change or up to 1,000; each has its own result, in order. A change id counts once.',
      headers: postHeadersSchema,
      body: oneOrMany(schemas.loanChangeItemSchema),
      response: { 202: resultsSchema(schemas.loanChangeResultSchema), ...problemResponses },
    },
    handler: async (request, reply) => {
      const instance = pathOf(request);
      const items = itemsOf(request, schemas.loanChangeItemSchema, instance);
      return reply
        .code(202)
        .send(summary(await reportLoanChanges(deps, { items, by: request.actor, instance })));
    },
  });
  done();
};
