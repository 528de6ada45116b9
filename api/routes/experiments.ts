import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { endExperiment, experimentOutcome, startExperiment } from '../experiment-desk.ts';
import type { RouteDeps } from '../ports.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import * as schemas from '../schemas/strategies.ts';
import { experimentView } from '../strategy-view.ts';

/** Champion and challenger: a share of new cases goes by another version, and what comes of both is compared. */
export const experimentRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'GET',
    url: '/v1/strategies/experiments',
    schema: {
      tags: ['strategies'],
      summary: 'Experiments, the newest first',
      response: { 200: z.object({ items: z.array(schemas.experimentSchema) }), ...problemResponses },
    },
    handler: async () => ({ items: (await deps.strategies.experiments.list()).map(experimentView) }),
  });

  app.route({
    method: 'POST',
    url: '/v1/strategies/experiments',
    schema: {
      tags: ['strategies'],
      summary: 'From now on a share of new cases goes by the challenger',
      headers: postHeadersSchema,
      body: schemas.experimentBodySchema,
      response: { 201: schemas.experimentSchema, ...problemResponses },
    },
    handler: async ({ body, actor }, reply) =>
      reply.code(201).send(experimentView(await startExperiment(deps, body, actor))),
  });

  app.route({
    method: 'GET',
    url: '/v1/strategies/experiments/:id',
    schema: {
      tags: ['strategies'],
      summary: 'What came of an experiment so far, and whether it says anything',
      params: schemas.experimentParamsSchema,
      querystring: schemas.outcomeQuerySchema,
      response: { 200: schemas.experimentOutcomeSchema, ...problemResponses },
    },
    handler: async ({ params: { id }, query: { horizonDays } }) => {
      const { experiment, ...outcome } = await experimentOutcome(deps, id, horizonDays);
      return { ...experimentView(experiment), horizonDays, ...outcome };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/strategies/experiments/:id/end',
    schema: {
      tags: ['strategies'],
      summary: 'New cases go by the champion again',
      headers: postHeadersSchema,
      params: schemas.experimentParamsSchema,
      body: schemas.strategyWithdrawalBodySchema,
      response: { 200: schemas.experimentSchema, ...problemResponses },
    },
    handler: async ({ params: { id }, actor, body: { why } }) =>
      experimentView(await endExperiment(deps, id, { actor, why })),
  });
  done();
};
