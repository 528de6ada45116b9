import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { itemsOf, summary } from '../batch.ts';
import { pathOf } from '../plugins/errors.ts';
import type { RouteDeps } from '../ports.ts';
import { reportExternalDebts, reportMacroAlerts, reportRatings } from '../report-outlook.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import * as schemas from '../schemas/outlook.ts';
import { problemResponses } from '../schemas/problem.ts';
import { oneOrMany, resultsSchema } from '../schemas/reports.ts';

const DESCRIPTION = 'One or up to 1,000; each has its own result, in order. Open cases are scored anew.';

const common = {
  tags: ['core systems'],
  description: DESCRIPTION,
  headers: postHeadersSchema,
  response: { 202: resultsSchema(schemas.outlookResultSchema), ...problemResponses },
};

/** What makes repayment more or less likely. */
export const outlookRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'POST',
    url: '/v1/ratings',
    attachValidation: true,
    schema: {
      ...common,
      summary: 'Ratings of customers',
      body: oneOrMany(schemas.ratingItemSchema),
    },
    handler: async (request, reply) => {
      const instance = pathOf(request);
      const items = itemsOf(request, schemas.ratingItemSchema, instance);
      return reply.code(202).send(summary(await reportRatings(deps, { items, by: request.actor, instance })));
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/external-debts',
    attachValidation: true,
    schema: {
      ...common,
      summary: 'What customers owe elsewhere',
      body: oneOrMany(schemas.externalDebtItemSchema),
    },
    handler: async (request, reply) => {
      const instance = pathOf(request);
      const items = itemsOf(request, schemas.externalDebtItemSchema, instance);
      const report = { items, by: request.actor, instance };
      return reply.code(202).send(summary(await reportExternalDebts(deps, report)));
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/macro-alerts',
    attachValidation: true,
    schema: {
      ...common,
      summary: 'How the economy of a region fares',
      description: `${DESCRIPTION} A region is told by a workflow of its own, after the answer.`,
      body: oneOrMany(schemas.macroAlertItemSchema),
    },
    handler: async (request, reply) => {
      const instance = pathOf(request);
      const items = itemsOf(request, schemas.macroAlertItemSchema, instance);
      const report = { items, by: request.actor, instance };
      return reply.code(202).send(summary(await reportMacroAlerts(deps, report)));
    },
  });
  done();
};
