import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { makeStrategy } from '../../domain/strategy/draft.ts';
import type { RouteDeps } from '../ports.ts';
import { nextCursor, pageSchema, postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import * as schemas from '../schemas/strategies.ts';
import {
  adoptStrategy,
  findStrategy,
  problemsOf,
  publishStrategy,
  withdrawStrategy,
  writeStrategy,
} from '../strategy-desk.ts';
import { strategyView } from '../strategy-view.ts';

/** What cases go by: written by one, published by another, never edited. */
export const strategyRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'GET',
    url: '/v1/strategies',
    schema: {
      tags: ['strategies'],
      summary: 'Versions of strategies, in order of id and number, and how many open cases go by each',
      querystring: schemas.strategyListQuerySchema,
      response: { 200: pageSchema(schemas.strategyViewSchema), ...problemResponses },
    },
    handler: async ({ query: { limit, cursor, ...filter } }) => {
      const found = await deps.strategies.desk.list(filter, { after: cursor, limit });
      const last = found.at(-1)?.strategy;
      return {
        items: found.map(strategyView),
        nextCursor: nextCursor(found.length, limit, last && [last.id, last.version]),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/strategies/:id/versions/:version',
    schema: {
      tags: ['strategies'],
      summary: 'One version of a strategy',
      params: schemas.strategyParamsSchema,
      response: { 200: schemas.strategyViewSchema, ...problemResponses },
    },
    handler: async ({ params }) => strategyView(await findStrategy(deps, params)),
  });

  app.route({
    method: 'POST',
    url: '/v1/strategies',
    schema: {
      tags: ['strategies'],
      summary: 'A draft: the next version of a strategy, or the first of a new one',
      headers: postHeadersSchema,
      body: schemas.strategyDraftBodySchema,
      response: { 201: schemas.strategyViewSchema, ...problemResponses },
    },
    handler: async ({ body, actor }, reply) =>
      reply.code(201).send(strategyView(await writeStrategy(deps, body, actor))),
  });

  app.route({
    method: 'POST',
    url: '/v1/strategies/check',
    schema: {
      tags: ['strategies'],
      summary: 'What is wrong with a draft, by the scripts and rules that count now; nothing is kept',
      headers: postHeadersSchema,
      body: schemas.strategyDraftBodySchema,
      response: { 200: schemas.strategyCheckSchema, ...problemResponses },
    },
    handler: async ({ body, actor }) => {
      const problems = await problemsOf(deps, makeStrategy(body, 1, actor));
      return { ok: problems.length === 0, problems };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/strategies/:id/versions/:version/publish',
    schema: {
      tags: ['strategies'],
      summary: 'A manager or compliance officer, who is not its author, publishes a draft',
      headers: postHeadersSchema,
      params: schemas.strategyParamsSchema,
      body: schemas.publicationBodySchema,
      response: { 200: schemas.strategyViewSchema, ...problemResponses },
    },
    handler: async ({ params, actor, body: { newCases } }) =>
      strategyView(await publishStrategy(deps, params, { actor, newCases })),
  });

  app.route({
    method: 'POST',
    url: '/v1/strategies/:id/versions/:version/adopt',
    schema: {
      tags: ['strategies'],
      summary: 'New cases go by it from now on: a challenger that has won, or an older version again',
      headers: postHeadersSchema,
      params: schemas.strategyParamsSchema,
      response: { 200: schemas.strategyViewSchema, ...problemResponses },
    },
    handler: async ({ params, actor }) => strategyView(await adoptStrategy(deps, params, actor)),
  });

  app.route({
    method: 'POST',
    url: '/v1/strategies/:id/versions/:version/withdraw',
    schema: {
      tags: ['strategies'],
      summary: 'No new case goes by it, and none can be moved to it; those that do go on',
      headers: postHeadersSchema,
      params: schemas.strategyParamsSchema,
      body: schemas.strategyWithdrawalBodySchema,
      response: { 200: schemas.strategyViewSchema, ...problemResponses },
    },
    handler: async ({ params, actor, body: { why } }) =>
      strategyView(await withdrawStrategy(deps, params, { actor, why })),
  });
  done();
};
