import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../../domain/failures.ts';
import { eventBase } from '../ask-case.ts';
import { previewMove, startMove } from '../move-cases.ts';
import type { RouteDeps } from '../ports.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import * as schemas from '../schemas/strategies.ts';
import { nameOf } from '../strategy-desk.ts';
import { moveView } from '../strategy-view.ts';

/** Running cases go on by another version: said first, then done, and on record. */
export const strategyMoveRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'POST',
    url: '/v1/strategies/:id/versions/:version/moves',
    schema: {
      tags: ['strategies'],
      summary:
        'Running cases of this version are moved to another; with dryRun it is only said what would happen',
      headers: postHeadersSchema,
      params: schemas.strategyParamsSchema,
      body: schemas.moveBodySchema,
      response: { 200: schemas.moveResultSchema, 202: schemas.moveResultSchema, ...problemResponses },
    },
    handler: async (request, reply) => {
      const { to, why, dryRun, tiers, stages, regions } = request.body;
      const asked = { from: request.params, to, filter: { tiers, stages, regions } };
      const found = await previewMove(deps, asked);
      const preview = { from: nameOf(asked.from), to, ...found };
      if (dryRun) return reply.code(200).send({ preview });
      const { id: moveId, by: actor } = eventBase(request, nameOf(asked.from));
      const move = await startMove(deps, asked, { moveId, actor, why, cases: found.cases });
      return reply.code(202).send({ preview, move: moveView(move) });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/strategies/moves',
    schema: {
      tags: ['strategies'],
      summary: 'The newest moves of running cases, who asked for them and what came of each',
      response: { 200: z.object({ items: z.array(schemas.moveSchema) }), ...problemResponses },
    },
    handler: async () => ({ items: (await deps.strategies.moves.list()).map(moveView) }),
  });

  app.route({
    method: 'GET',
    url: '/v1/strategies/moves/:moveId',
    schema: {
      tags: ['strategies'],
      summary: 'One move of running cases',
      params: schemas.moveParamsSchema,
      response: { 200: schemas.moveSchema, ...problemResponses },
    },
    handler: async ({ params: { moveId } }) => {
      const move = await deps.strategies.moves.find(moveId);
      if (!move) throw notFound(`there is no move ${moveId}`);
      return moveView(move);
    },
  });
  done();
};
