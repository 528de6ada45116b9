import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { PublishedIndicatorRules } from '../../db/indicator-repository.ts';
import { checkManager } from '../../domain/finance/publish-provisions.ts';
import { itemsOf, summary } from '../batch.ts';
import { pathOf } from '../plugins/errors.ts';
import type { RouteDeps } from '../ports.ts';
import { reportIndicators, reportValuations } from '../report-indicators.ts';
import { nextCursor, pageSchema, postHeadersSchema } from '../schemas/common.ts';
import * as schemas from '../schemas/indicators.ts';
import { problemResponses } from '../schemas/problem.ts';
import { oneOrMany, resultsSchema } from '../schemas/reports.ts';
import { officerOf, refuseIf } from '../script-desk.ts';

const DESCRIPTION =
  'One or up to 1,000; each has its own result, in order. A report of the same day replaces the other.';

const report = {
  tags: ['core systems'],
  headers: postHeadersSchema,
  response: { 202: resultsSchema(schemas.reportedSchema), ...problemResponses },
};
const planning = { tags: ['planning'] };

/** Figures of the economy and of collateral, and when they are worth an alert. */
export const indicatorRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { indicators, clock } = deps;

  app.route({
    method: 'POST',
    url: '/v1/indicators',
    attachValidation: true,
    schema: {
      ...{ ...report, summary: 'Figures of the economy, by region' },
      description: `${DESCRIPTION} Rules are held against them with the next day.`,
      body: oneOrMany(schemas.indicatorItemSchema),
    },
    handler: async (request, reply) => {
      const instance = pathOf(request);
      const items = itemsOf(request, schemas.indicatorItemSchema, instance);
      const results = await reportIndicators(deps, { items, by: request.actor, instance });
      return reply.code(202).send(summary(results));
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/collateral-valuations',
    attachValidation: true,
    schema: {
      ...{ ...report, summary: 'What loans are secured by, as it was valued', description: DESCRIPTION },
      body: oneOrMany(schemas.valuationItemSchema),
    },
    handler: async (request, reply) => {
      const instance = pathOf(request);
      const items = itemsOf(request, schemas.valuationItemSchema, instance);
      const results = await reportValuations(deps, { items, by: request.actor, instance });
      return reply.code(202).send(summary(results));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/indicators',
    schema: {
      ...{ ...planning, summary: 'Figures of the economy, the newest of each series first' },
      querystring: schemas.indicatorQuerySchema,
      response: { 200: pageSchema(schemas.indicatorViewSchema), ...problemResponses },
    },
    handler: async ({ query: { limit, cursor, ...filter } }) => {
      const items = await indicators.list(filter, { after: cursor, limit });
      const last = items.at(-1);
      const key = last && [last.indicator, last.region, last.asOf];
      return { items, nextCursor: nextCursor(items.length, limit, key) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/indicator-rules',
    schema: {
      ...{ ...planning, summary: 'When indicators are worth an alert, in all versions, the newest first' },
      response: { 200: pageSchema(schemas.indicatorRulesViewSchema), ...problemResponses },
    },
    handler: async () => ({ items: (await indicators.ruleVersions()).map(rulesView), nextCursor: null }),
  });

  app.route({
    method: 'POST',
    url: '/v1/indicator-rules',
    schema: {
      ...{
        ...planning,
        summary: 'A manager publishes when indicators are worth an alert: all rules at once',
      },
      headers: postHeadersSchema,
      body: schemas.indicatorRulesBodySchema,
      response: { 201: schemas.indicatorRulesViewSchema, ...problemResponses },
    },
    handler: async ({ body: { rules, why }, actor }, reply) => {
      refuseIf(checkManager(await officerOf(deps, actor), 'rules for indicators'));
      const published = await indicators.publish(rules, { by: actor, why }, clock.now());
      return reply.code(201).send(rulesView(published));
    },
  });
  done();
};

function rulesView({ publishedAtMs, rules, ...published }: PublishedIndicatorRules) {
  const publishedAt = publishedAtMs === undefined ? null : new Date(publishedAtMs).toISOString();
  return { ...published, rules: [...rules], publishedAt };
}
