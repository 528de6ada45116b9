import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { jurisdictions, placesOf } from '../../domain/contact/rule-packs/index.ts';
import { checkPlace, publishHouse, readRules, switchRule } from '../policy-desk.ts';
import { houseView, packView, summaryOf, switchView } from '../policy-view.ts';
import type { RouteDeps } from '../ports.ts';
import { pageSchema, postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import * as schemas from '../schemas/rule-packs.ts';

const tags = ['rules of contact'];

/** What decides whether a customer may be contacted: the law's rules, and the bank's own on top. */
export const rulePackRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'GET',
    url: '/v1/rule-packs',
    schema: {
      tags,
      summary: 'The places with rules of their own',
      response: { 200: pageSchema(schemas.rulePackSummarySchema), ...problemResponses },
    },
    handler: async () => {
      const packs = await Promise.all(jurisdictions().map((place) => readRules(deps, place)));
      return { items: packs.map(summaryOf), nextCursor: null };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/rule-packs/:jurisdiction',
    schema: {
      tags,
      summary: 'Every rule of a place, where it is written, and whether it decides today or why not',
      params: schemas.rulePackParamsSchema,
      response: { 200: schemas.rulePackSchema, ...problemResponses },
    },
    handler: async ({ params: { jurisdiction } }) => {
      checkPlace(jurisdiction);
      return packView(await readRules(deps, jurisdiction));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/rule-packs/:jurisdiction/house',
    schema: {
      tags,
      summary: 'Versions of the bank’s own rules for a place and what it is a part of, newest first',
      params: schemas.rulePackParamsSchema,
      response: { 200: pageSchema(schemas.houseVersionSchema), ...problemResponses },
    },
    handler: async ({ params: { jurisdiction } }) => {
      checkPlace(jurisdiction);
      const versions = await deps.rules.houseVersions(placesOf(jurisdiction));
      return { items: versions.map(houseView), nextCursor: null };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/rule-packs/:jurisdiction/house',
    schema: {
      tags,
      summary: 'A compliance officer publishes the bank’s own rules, which are stricter than the law’s',
      headers: postHeadersSchema,
      params: schemas.rulePackParamsSchema,
      body: schemas.houseBodySchema,
      response: { 201: schemas.houseVersionSchema, ...problemResponses },
    },
    handler: async ({ params: { jurisdiction }, body: { rules, why }, actor }, reply) => {
      const published = await publishHouse(deps, { jurisdiction, rules }, { by: actor, why });
      return reply.code(201).send(houseView(published));
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/rule-packs/:jurisdiction/rules/:ruleId/switch',
    schema: {
      tags,
      summary: 'A compliance officer switches a draft or unverified rule on, or off again',
      headers: postHeadersSchema,
      params: schemas.ruleParamsSchema,
      body: schemas.switchBodySchema,
      response: { 200: schemas.switchViewSchema, ...problemResponses },
    },
    handler: async ({ params, body: { on, why }, actor }) =>
      switchView(await switchRule(deps, { ...params, on }, { by: actor, why })),
  });
  done();
};
