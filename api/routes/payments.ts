import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { itemsOf, summary } from '../batch.ts';
import { pathOf } from '../plugins/errors.ts';
import type { RouteDeps } from '../ports.ts';
import { reportPayments } from '../report-payments.ts';
import { reportReversals } from '../report-reversals.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import * as schemas from '../schemas/reports.ts';

export const paymentRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'POST',
    url: '/v1/payments',
    attachValidation: true,
    schema: {
      tags: ['core systems'],
      summary: 'Payments were received: they are booked, and running cases are told',
      description:
        'One payment or up to 1,000; each has its own result, in order. A payment id is booked once.',
      headers: postHeadersSchema,
      body: schemas.oneOrMany(schemas.paymentItemSchema),
      response: { 202: schemas.resultsSchema(schemas.paymentResultSchema), ...problemResponses },
    },
    handler: async (request, reply) => {
      const instance = pathOf(request);
      const items = itemsOf(request, schemas.paymentItemSchema, instance);
      const results = await reportPayments(deps, { items, by: request.actor, instance });
      return reply.code(202).send(summary(results));
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/payments/reversals',
    attachValidation: true,
    schema: {
      tags: ['core systems'],
      summary: 'Payments have bounced or were charged back: what they paid is owed again',
      description:
        'One reversal or up to 1,000; each has its own result, in order. A payment is taken back whole, and once. ' +
        'A case that it had cured is opened again as a new one, which says why.',
      headers: postHeadersSchema,
      body: schemas.oneOrMany(schemas.reversalItemSchema),
      response: { 202: schemas.resultsSchema(schemas.reversalResultSchema), ...problemResponses },
    },
    handler: async (request, reply) => {
      const instance = pathOf(request);
      const items = itemsOf(request, schemas.reversalItemSchema, instance);
      const results = await reportReversals(deps, { items, by: request.actor, instance });
      return reply.code(202).send(summary(results));
    },
  });
  done();
};
