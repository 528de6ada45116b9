import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { PROTECTED_IN_CASES } from '../../domain/risk/training/permission.ts';
import type { RouteDeps } from '../ports.ts';
import {
  findModel,
  nameOfCurrent,
  permitAttribute,
  publishModel,
  rollBackModel,
} from '../risk-model-desk.ts';
import { modelSummary, modelView, permissionView, publicationView } from '../risk-model-view.ts';
import { nextCursor, postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import * as schemas from '../schemas/risk-models.ts';

const tags = ['risk models'];

/** What cases are scored by: learnt from the bank's own past, published, and taken back. */
export const riskModelRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { models, attributes } = deps.riskModels;

  app.route({
    method: 'GET',
    url: '/v1/risk-models',
    schema: {
      tags,
      summary: 'Models in all versions, the newest first, and which has counted since when',
      querystring: schemas.riskModelListQuerySchema,
      response: { 200: schemas.riskModelListSchema, ...problemResponses },
    },
    handler: async ({ query: { limit, cursor } }) => {
      const found = await models.list({ before: cursor, limit });
      const [current, publications, allowed] = await Promise.all([
        models.current(),
        models.publications(),
        attributes.allowed(),
      ]);
      return {
        items: found.map((model) => modelSummary(model, allowed)),
        nextCursor: nextCursor(found.length, limit, found.at(-1)?.version),
        current: nameOfCurrent(current),
        publications: publications.map(publicationView),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/risk-models/:version',
    schema: {
      tags,
      summary: 'One model, with the points of every bin',
      params: schemas.riskModelParamsSchema,
      response: { 200: schemas.riskModelSchema, ...problemResponses },
    },
    handler: async ({ params: { version } }) =>
      modelView(await findModel(deps, version), await attributes.allowed()),
  });

  app.route({
    method: 'POST',
    url: '/v1/risk-models/train',
    schema: {
      tags,
      summary: 'Learn a model now instead of at the end of the week; it is published only if it is not worse',
      headers: postHeadersSchema,
      response: { 202: schemas.trainingStartedSchema, ...problemResponses },
    },
    handler: async ({ actor }, reply) => reply.code(202).send(await deps.caseClient.trainModel(actor)),
  });

  app.route({
    method: 'POST',
    url: '/v1/risk-models/:version/publish',
    schema: {
      tags,
      summary: 'A manager or compliance officer has cases scored by this version from now on',
      headers: postHeadersSchema,
      params: schemas.riskModelParamsSchema,
      body: schemas.modelChangeBodySchema,
      response: { 200: schemas.riskModelSummarySchema, ...problemResponses },
    },
    handler: async ({ params: { version }, body: { why }, actor }) =>
      modelSummary(await publishModel(deps, version, { by: actor, why }), await attributes.allowed()),
  });

  app.route({
    method: 'POST',
    url: '/v1/risk-models/rollback',
    schema: {
      tags,
      summary: 'A manager or compliance officer brings back what counted before the model that counts now',
      headers: postHeadersSchema,
      body: schemas.modelChangeBodySchema,
      response: { 200: schemas.rolledBackSchema, ...problemResponses },
    },
    handler: ({ body: { why }, actor }) => rollBackModel(deps, { by: actor, why }),
  });

  app.route({
    method: 'GET',
    url: '/v1/protected-attributes',
    schema: {
      tags,
      summary: 'Which protected attributes models may use, and who has said so when',
      response: { 200: schemas.permissionListSchema, ...problemResponses },
    },
    handler: async () => {
      const [allowed, items] = await Promise.all([attributes.allowed(), attributes.list()]);
      return {
        known: [...PROTECTED_IN_CASES],
        allowed: allowed.map(({ attribute }) => attribute),
        items: items.map(permissionView),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/protected-attributes',
    schema: {
      tags,
      summary: 'A compliance officer allows models to use a protected attribute, or does so no longer',
      headers: postHeadersSchema,
      body: schemas.permissionBodySchema,
      response: { 201: schemas.permissionRecordedSchema, ...problemResponses },
    },
    handler: async ({ body, actor }, reply) => {
      const { permission, usedBy } = await permitAttribute(deps, { ...body, by: actor });
      return reply.code(201).send({ ...permissionView(permission), usedBy });
    },
  });
  done();
};
