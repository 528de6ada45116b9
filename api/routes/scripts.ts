import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { RouteDeps } from '../ports.ts';
import { nextCursor, pageSchema, postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import * as schemas from '../schemas/scripts.ts';
import { findScript, previewScript, publishScript, withdrawScript } from '../script-desk.ts';
import { scriptView } from '../script-view.ts';

/** What is said to customers: written by one, published by another, never edited. */
export const scriptRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { scripts, clock } = deps;

  app.route({
    method: 'GET',
    url: '/v1/scripts',
    schema: {
      tags: ['scripts'],
      summary: 'Versions of scripts, in order of id and number',
      querystring: schemas.scriptListQuerySchema,
      response: { 200: pageSchema(schemas.scriptViewSchema), ...problemResponses },
    },
    handler: async ({ query: { limit, cursor, ...filter } }) => {
      const found = await scripts.list(filter, { after: cursor, limit });
      const last = found.at(-1)?.script;
      return {
        items: found.map(scriptView),
        nextCursor: nextCursor(found.length, limit, last && [last.id, last.version]),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/scripts/:id/versions/:version',
    schema: {
      tags: ['scripts'],
      summary: 'One version of a script',
      params: schemas.scriptParamsSchema,
      response: { 200: schemas.scriptViewSchema, ...problemResponses },
    },
    handler: async ({ params }) => scriptView(await findScript(deps, params)),
  });

  app.route({
    method: 'POST',
    url: '/v1/scripts',
    schema: {
      tags: ['scripts'],
      summary: 'A draft: the next version of a script, or the first of a new one',
      headers: postHeadersSchema,
      body: schemas.scriptDraftBodySchema,
      response: { 201: schemas.scriptViewSchema, ...problemResponses },
    },
    handler: async ({ body, actor }, reply) =>
      reply.code(201).send(scriptView(await scripts.write(body, actor, clock.now()))),
  });

  app.route({
    method: 'POST',
    url: '/v1/scripts/preview',
    schema: {
      tags: ['scripts'],
      summary: 'A script as it would be sent, and what the auditor says to it; nothing is kept',
      headers: postHeadersSchema,
      body: schemas.previewBodySchema,
      response: { 200: schemas.previewSchema, ...problemResponses },
    },
    handler: ({ body }) => previewScript(deps, body),
  });

  app.route({
    method: 'POST',
    url: '/v1/scripts/:id/versions/:version/publish',
    schema: {
      tags: ['scripts'],
      summary: 'A compliance officer, who is not its author, publishes a draft that passes the audit',
      headers: postHeadersSchema,
      params: schemas.scriptParamsSchema,
      response: { 200: schemas.scriptViewSchema, ...problemResponses },
    },
    handler: async ({ params, actor }) => scriptView(await publishScript(deps, params, actor)),
  });

  app.route({
    method: 'POST',
    url: '/v1/scripts/:id/versions/:version/withdraw',
    schema: {
      tags: ['scripts'],
      summary: 'It is said no more; the newest that is still published is, if there is one',
      headers: postHeadersSchema,
      params: schemas.scriptParamsSchema,
      body: schemas.withdrawalBodySchema,
      response: { 200: schemas.scriptViewSchema, ...problemResponses },
    },
    handler: async ({ params, actor, body: { why } }) =>
      scriptView(await withdrawScript(deps, params, { actor, why })),
  });
  done();
};
