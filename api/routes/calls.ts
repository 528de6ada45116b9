import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { CallResult } from '../../domain/case/events/calls.ts';
import { DomainFailure, notFound } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { answerOf, askCase, eventBase } from '../ask-case.ts';
import { inMinorUnits, type InMinorUnits } from '../case-request.ts';
import type { RouteDeps } from '../ports.ts';
import * as schemas from '../schemas/calls.ts';
import { caseSchema } from '../schemas/cases.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import { startTask } from '../start-task.ts';

/** Collectors' own calls: allowed before they are made, and what came of them. */
export const callRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'POST',
    url: '/v1/calls',
    schema: {
      tags: ['calls'],
      summary: 'A collector is about to call: it is allowed and in the ledger, or refused with rule and time',
      headers: postHeadersSchema,
      body: schemas.callBodySchema,
      response: { 201: schemas.callSchema, ...problemResponses },
    },
    handler: async (request, reply) => {
      const { body, actor } = request;
      const task = 'taskId' in body ? await startTask(deps, body.taskId, actor) : undefined;
      const loanId = 'taskId' in body ? task?.loanId : (body.loanId as LoanId);
      if (loanId === undefined) throw notFound('there is no such task');
      const asked = { type: 'call' as const, ...(task && { taskId: task.taskId }) };
      const { state } = await answerOf(deps, loanId, { ...asked, ...eventBase(request, loanId) });
      const call = state?.openCall;
      if (!call) throw new DomainFailure('Rejected.CaseClosed', 'The case has closed in this moment.');
      return reply.code(201).send({
        callId: call.callId,
        loanId,
        ...(call.taskId && { taskId: call.taskId }),
        reservedAt: new Date(call.reservedAtMs).toISOString(),
        outcomeUntil: new Date(call.untilMs).toISOString(),
      });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/calls/:id/outcome',
    schema: {
      tags: ['calls'],
      summary: 'What came of a call; what the customer said is refused as it would be by itself',
      headers: postHeadersSchema,
      params: schemas.callParamsSchema,
      body: schemas.callOutcomeBodySchema,
      response: { 200: caseSchema, ...problemResponses },
    },
    handler: async (request) => {
      const callId = request.params.id;
      const loanId = await deps.tasks.loanOfCall(callId);
      if (loanId === undefined) throw notFound(`there is no call ${callId}`);
      const outcome = await resultOf(request.body, inMinorUnits(deps, loanId));
      return askCase(deps, loanId, { type: 'call-outcome', ...eventBase(request, callId), callId, outcome });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/cases/:loanId/letters/:contactId/outcome',
    schema: {
      tags: ['cases'],
      summary: 'The formal letter was served, or came back',
      headers: postHeadersSchema,
      params: schemas.letterParamsSchema,
      body: schemas.letterOutcomeBodySchema,
      response: { 200: caseSchema, ...problemResponses },
    },
    handler: async (request) => {
      const { loanId, contactId } = request.params;
      const { outcome, servedOn } = request.body;
      return askCase(deps, loanId as LoanId, {
        ...{ type: 'letter-outcome', ...eventBase(request, contactId), contactId, outcome },
        ...(servedOn !== undefined && { servedOn }),
      });
    },
  });
  done();
};

async function resultOf(body: schemas.CallOutcomeBody, minorOf: InMinorUnits): Promise<CallResult> {
  switch (body.result) {
    case 'promise': {
      const { instalments, replaces } = body;
      const promised = instalments.map(async ({ dueOn, amount }, index) => ({
        dueOn,
        amountMinor: await minorOf(amount, `instalments.${index}.amount`),
      }));
      return {
        result: body.result,
        instalments: await Promise.all(promised),
        ...(replaces !== undefined && { replaces }),
      };
    }
    case 'hardship': {
      const { note, ...asked } = body;
      return { ...asked, ...(note !== undefined && { note }) };
    }
    case 'dispute': {
      const { amount, subject } = body;
      return {
        result: body.result,
        subject,
        ...(amount && { amountMinor: await minorOf(amount, 'amount') }),
      };
    }
    default:
      return body;
  }
}
