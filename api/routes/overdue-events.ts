import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { itemsOf, summary } from '../batch.ts';
import { pathOf } from '../plugins/errors.ts';
import { keyOf } from '../plugins/idempotency.ts';
import type { RouteDeps } from '../ports.ts';
import { reportOverdue } from '../report-overdue.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import { oneOrMany, overdueItemSchema, overdueResultSchema, resultsSchema } from '../schemas/reports.ts';

export const overdueEventRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'POST',
    url: '/v1/overdue-events',
    attachValidation: true,
    schema: {
      tags: ['core systems'],
      summary: 'Loans are overdue: their cases open, or go on',
      description: 'One event or up to 1,000; each has its own result, in order.',
      headers: postHeadersSchema,
      body: oneOrMany(overdueItemSchema),
      response: { 202: resultsSchema(overdueResultSchema), ...problemResponses },
    },
    handler: async (request, reply) => {
      const instance = pathOf(request);
      const items = itemsOf(request, overdueItemSchema, instance);
      const report = { items, by: request.actor, idempotencyKey: keyOf(request), instance };
      return reply.code(202).send(summary(await reportOverdue(deps, report)));
    },
  });
  done();
};
