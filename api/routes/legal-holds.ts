import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { notFound } from '../../domain/failures.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { eventBase } from '../ask-case.ts';
import { addCaseRequest } from '../case-request.ts';
import type { RouteDeps } from '../ports.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import * as schemas from '../schemas/legal-holds.ts';
import { problemResponses } from '../schemas/problem.ts';
import { tellOtherCases } from '../tell-other-cases.ts';

const HOLD_OF = { deceased: 'deceased-review', bankruptcy: 'bankruptcy' } as const;

/** What the law gives effect to: wishes, courts, registers, complaints; and what supervisors make of it. */
export const legalHoldRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { caseClient, clock, customerHolds } = deps;

  addCaseRequest(app, deps, {
    path: 'cease-requests',
    summary: 'The customer wants no more contact, by some channels or by none at all',
    body: schemas.ceaseBodySchema,
    event: (body) => ({ type: 'cease', ...body }),
  });
  addCaseRequest(app, deps, {
    path: 'attorneys',
    summary: 'The customer is represented: contact goes to the attorney only',
    body: schemas.attorneyBodySchema,
    event: (body) => ({ type: 'attorney', ...body }),
  });
  addCaseRequest(app, deps, {
    path: 'vulnerabilities',
    summary: 'The customer is in distress: held until a supervisor has looked',
    body: schemas.vulnerabilityBodySchema,
    event: (body) => ({ type: 'vulnerability', ...body }),
  });
  addCaseRequest(app, deps, {
    path: 'bankruptcies',
    summary: 'The customer is bankrupt',
    body: schemas.bankruptcyBodySchema,
    event: (body) => ({ type: 'bankruptcy', ...body }),
  });
  addCaseRequest(app, deps, {
    path: 'deaths',
    summary: 'The customer is said to have died',
    body: schemas.deathBodySchema,
    event: (body) => ({ type: 'death', ...body }),
  });
  addCaseRequest(app, deps, {
    path: 'moratoria',
    summary: 'A moratorium on this debt: breathing space, crisis treatment, another one',
    body: schemas.moratoriumBodySchema,
    event: (body) => ({ type: 'moratorium', ...body }),
  });
  addCaseRequest(app, deps, {
    path: 'complaints',
    summary: 'A complaint, to be answered by its legal deadline',
    body: schemas.complaintBodySchema,
    event: (body) => ({ type: 'complaint', ...body }),
  });
  addCaseRequest(app, deps, {
    path: 'lift-hold',
    summary: 'A hold ends before its time: withdrawn, over, or a mistake',
    body: schemas.liftHoldBodySchema,
    event: (body) => ({ type: 'lift-hold', ...body }),
  });
  addCaseRequest(app, deps, {
    path: 'dispute-resolutions',
    summary: 'A supervisor decides the dispute: upheld, rejected, or partly',
    body: schemas.resolveDisputeBodySchema,
    event: async ({ outcome, amount, why }, minorOf) => ({
      type: 'resolve-dispute',
      outcome,
      why,
      ...(amount && { amountMinor: await minorOf(amount, 'amount') }),
    }),
  });
  addCaseRequest(app, deps, {
    path: 'pause',
    summary: 'A supervisor stops the case; payments are handled all the same',
    body: schemas.pauseBodySchema,
    event: (body) => ({ type: 'pause', ...body }),
  });
  addCaseRequest(app, deps, {
    path: 'resume',
    summary: 'A supervisor lets a paused case go on where it stood',
    body: schemas.resumeBodySchema,
    event: (body) => ({ type: 'resume', ...body }),
  });

  app.route({
    method: 'POST',
    url: '/v1/customer-events',
    schema: {
      tags: ['core systems'],
      summary: 'A death or a bankruptcy, whether a case is open or not: it holds every case of the customer',
      headers: postHeadersSchema,
      body: schemas.customerEventBodySchema,
      response: { 202: schemas.customerEventResultSchema, ...problemResponses },
    },
    handler: async (request, reply) => {
      const { eventId, customerId, type } = request.body;
      const reportId = `customer:${type}:${eventId}`;
      const reported = {
        reportId,
        customerId: customerId as CustomerId,
        kind: HOLD_OF[type],
        reportedBy: request.actor,
      };
      if (!(await customerHolds.declare(reported, clock.now()))) {
        throw notFound(`customer ${customerId} is not known; import it first`);
      }
      const casesTold = await tellOtherCases(deps, { id: reportId, by: request.actor }, null);
      return reply.status(202).send({ casesTold });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/complaints/:id/answer',
    schema: {
      tags: ['tasks'],
      summary: 'A complaint is answered; the case may have closed since',
      headers: postHeadersSchema,
      params: schemas.complaintParamsSchema,
      body: schemas.complaintAnswerBodySchema,
      response: { 200: schemas.complaintAnswerSchema, ...problemResponses },
    },
    handler: async (request) => {
      const complaintId = request.params.id;
      const { by } = eventBase(request, complaintId);
      const answered = await customerHolds.answer({ complaintId, by, ...request.body }, clock.now());
      if (!answered) throw notFound(`there is no complaint ${complaintId}`);
      const { loanId, outcome, answer: why } = answered;
      const id = `complaint-answered:${complaintId}`;
      await caseClient.tell(loanId, { type: 'complaint-answered', id, by, complaintId, outcome, why });
      return { complaintId, ...answered };
    },
  });
  done();
};
