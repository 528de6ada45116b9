import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { itemsOf, summary } from '../batch.ts';
import { pathOf } from '../plugins/errors.ts';
import type { RouteDeps } from '../ports.ts';
import { reportPayments } from '../report-payments.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import { oneOrMany, paymentItemSchema, paymentResultSchema, resultsSchema } from '../schemas/reports.ts';

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
      body: oneOrMany(paymentItemSchema),
      response: { 202: resultsSchema(paymentResultSchema), ...problemResponses },
    },
    handler: async (request, reply) => {
      const instance = pathOf(request);
      const items = itemsOf(request, paymentItemSchema, instance);
      const results = await reportPayments(deps, { items, by: request.actor, instance });
      return reply.code(202).send(summary(results));
    },
  });
  done();
};
