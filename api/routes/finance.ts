import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { notFound } from '../../domain/failures.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { bestTime } from '../best-time.ts';
import { forecastView } from '../forecast-view.ts';
import type { RouteDeps } from '../ports.ts';
import { currencyViews, policyView } from '../provision-view.ts';
import { pageSchema, postHeadersSchema } from '../schemas/common.ts';
import { customerParamsSchema } from '../schemas/customer-records.ts';
import * as schemas from '../schemas/finance.ts';
import { problemResponses } from '../schemas/problem.ts';
import { officerOf, refuseIf } from '../script-desk.ts';
import { checkManager } from '../../domain/finance/publish-provisions.ts';

const tags = ['planning'];

/** As many months are looked back at as have all seasons in them. */
const MONTHS_BACK = 12;

/** What managers plan by. */
export const financeRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { forecasts, provisions, clock } = deps;

  app.route({
    method: 'GET',
    url: '/v1/forecast',
    schema: {
      tags,
      summary: 'Roll rates of the last year, and in which buckets the loans of today will be, with intervals',
      querystring: schemas.forecastQuerySchema,
      response: { 200: schemas.forecastSchema, ...problemResponses },
    },
    handler: async ({ query }) => {
      const facts = await forecasts.facts(query.region, MONTHS_BACK);
      if (!facts) throw nothingRecorded(query.region);
      return forecastView(facts, query);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/provisions',
    schema: {
      tags,
      summary: 'What was set aside at the end of a day: by the five categories, and as expected credit loss',
      querystring: schemas.provisionQuerySchema,
      response: { 200: schemas.provisionsSchema, ...problemResponses },
    },
    handler: async ({ query: { region, asOf } }) => {
      const day = asOf ?? (await provisions.newestDay(region));
      const rows = day === undefined ? [] : await provisions.ofDay(day, region);
      const [first] = rows;
      if (day === undefined || !first) {
        throw nothingRecorded(region, asOf && (await provisions.newestDay(region)));
      }
      const policyVersion = Math.max(...rows.map((row) => row.policyVersion));
      return { region: region ?? null, asOf: day, policyVersion, currencies: currencyViews(rows) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/provision-policies',
    schema: {
      tags,
      summary: 'The rates by which is set aside, in all their versions, the newest first',
      response: { 200: pageSchema(schemas.provisionPolicyViewSchema), ...problemResponses },
    },
    handler: async () => ({ items: (await provisions.policies()).map(policyView), nextCursor: null }),
  });

  app.route({
    method: 'POST',
    url: '/v1/provision-policies',
    schema: {
      tags,
      summary: 'A manager publishes rates: they count for the days that are recorded from then on',
      headers: postHeadersSchema,
      body: schemas.provisionPolicyBodySchema,
      response: { 201: schemas.provisionPolicyViewSchema, ...problemResponses },
    },
    handler: async ({ body: { policy, why }, actor }, reply) => {
      refuseIf(checkManager(await officerOf(deps, actor)));
      const published = await provisions.publish(policy, { by: actor, why }, clock.now());
      return reply.code(201).send(policyView(published));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/customers/:customerId/best-time',
    schema: {
      tags: ['customers'],
      summary:
        'By which channels and at which permitted hours of the week a customer is best reached, and why',
      params: customerParamsSchema,
      response: { 200: schemas.bestTimeSchema, ...problemResponses },
    },
    handler: async ({ params: { customerId } }) => {
      const found = await bestTime(deps, customerId as CustomerId);
      if (!found) throw notFound(`customer ${customerId} has no case; hours are told of customers with one`);
      return found;
    },
  });
  done();
};

function nothingRecorded(region: string | undefined, newest?: string) {
  const of = region === undefined ? '' : ` of region ${region}`;
  return notFound(
    newest === undefined
      ? `no day${of} is recorded yet; daily operations record each day when it has ended`
      : `that day${of} is not recorded; the newest one is ${newest}`,
  );
}
