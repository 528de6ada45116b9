import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { DomainFailure, notFound } from '../../domain/failures.ts';
import type { LegalId, LoanId } from '../../domain/ids.ts';
import { eventBase } from '../ask-case.ts';
import type { LegalUpdateEvent } from '../legal-client.ts';
import { legalView } from '../legal-view.ts';
import { positiveMinorOf } from '../money-input.ts';
import type { RouteDeps } from '../ports.ts';
import { loanParamsSchema } from '../schemas/cases.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import * as schemas from '../schemas/legal.ts';
import { problemResponses } from '../schemas/problem.ts';

const ANSWERS = [
  { verb: 'approve', approved: true, summary: 'Another person approves what the action waits for' },
  { verb: 'reject', approved: false, summary: 'A person declines what the action waits for' },
];

/** Legal actions: where they stand, and what people do about them. */
export const legalRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { legal, caseClient, temporalUiUrl } = deps;
  const answers = { response: { 200: schemas.legalActionSchema, ...problemResponses } };
  const asked = { tags: ['legal'], headers: postHeadersSchema, ...answers };

  async function recordOf(legalId: string) {
    const found = await legal.byId(legalId as LegalId);
    if (!found) throw notFound(`there is no legal action ${legalId}`);
    return found;
  }

  const view = async (legalId: string) => legalView(await recordOf(legalId), temporalUiUrl);

  /** An action that has ended refuses by that name, whether its workflow is still ending or gone. */
  async function ask(legalId: string, event: LegalUpdateEvent) {
    try {
      await caseClient.legal.ask(legalId as LegalId, event);
    } catch (error) {
      if (!(error instanceof DomainFailure && error.type === 'NotFound')) throw error;
      const { endReason } = await recordOf(legalId);
      if (!endReason) throw error;
      throw new DomainFailure('Rejected.LegalActionEnded', `The legal action has ended (${endReason}).`);
    }
    return view(legalId);
  }

  app.route({
    method: 'GET',
    url: '/v1/cases/:loanId/legal',
    schema: {
      tags: ['legal'],
      summary: 'The legal actions of a loan, the newest first',
      params: loanParamsSchema,
      response: { 200: schemas.legalListSchema, ...problemResponses },
    },
    handler: async ({ params }) => {
      const records = await legal.ofLoan(params.loanId as LoanId);
      return { items: records.map((record) => legalView(record, temporalUiUrl)) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/legal/:id',
    schema: {
      tags: ['legal'],
      summary: 'A legal action: its step, deadline, tasks and documents',
      params: schemas.legalParamsSchema,
      ...answers,
    },
    handler: ({ params }) => view(params.id),
  });

  app.route({
    method: 'POST',
    url: '/v1/legal/:id/steps/:step/complete',
    schema: {
      ...asked,
      summary: 'A step has ended: its outcome decides the next one',
      params: schemas.legalStepParamsSchema,
      body: schemas.completeBodySchema,
    },
    handler: (request) => {
      const { id, step } = request.params;
      return ask(id, { type: 'complete', ...eventBase(request, `${id}:${step}`), step, ...request.body });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/legal/:id/documents',
    schema: {
      ...asked,
      summary: 'Documents are added to the open step (what is known of them, not their contents)',
      params: schemas.legalParamsSchema,
      body: schemas.documentsBodySchema,
    },
    handler: (request) => {
      const { id } = request.params;
      return ask(id, { type: 'document', ...eventBase(request, id), ...request.body });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/legal/:id/settle',
    schema: {
      ...asked,
      summary: 'The claim is settled for an amount; above a set claim another person approves it',
      params: schemas.legalParamsSchema,
      body: schemas.settleBodySchema,
    },
    handler: async (request) => {
      const { id } = request.params;
      const { amount, ...rest } = request.body;
      const { currency } = (await recordOf(id)).opening;
      const amountMinor = positiveMinorOf(amount, currency, 'amount');
      return ask(id, { type: 'settle', ...eventBase(request, id), amountMinor, ...rest });
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/legal/:id/withdraw',
    schema: {
      ...asked,
      summary: 'The action is given up; what was filed is withdrawn from the court',
      params: schemas.legalParamsSchema,
      body: schemas.whyBodySchema,
    },
    handler: (request) => {
      const { id } = request.params;
      return ask(id, { type: 'withdraw', ...eventBase(request, id), ...request.body });
    },
  });

  for (const { verb, approved, summary } of ANSWERS) {
    app.route({
      method: 'POST',
      url: `/v1/legal/:id/approvals/:taskId/${verb}`,
      schema: { ...asked, summary, params: schemas.legalTaskParamsSchema, body: schemas.whyBodySchema },
      handler: (request) => {
        const { id, taskId } = request.params;
        const base = eventBase(request, taskId);
        return ask(id, { type: 'approval', ...base, taskId, approved, ...request.body });
      },
    });
  }
  done();
};
