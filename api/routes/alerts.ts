import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { checkManager } from '../../domain/finance/publish-provisions.ts';
import { keyOf } from '../../db/alert-reader.ts';
import { dismissAlert, findAlert, takeAlert } from '../alert-desk.ts';
import { alertOrder } from '../alert-order.ts';
import { alertPolicyView, alertView } from '../alert-view.ts';
import type { RouteDeps } from '../ports.ts';
import * as schemas from '../schemas/alerts.ts';
import { nextCursor, pageSchema, postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import { officerOf, refuseIf } from '../script-desk.ts';

const tags = ['alerts'];

/** What figures give cause to look at, and what supervisors make of it. */
export const alertRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { alerts, alertPolicies, clock } = deps;

  app.route({
    method: 'GET',
    url: '/v1/alerts',
    schema: {
      ...{ tags, summary: 'Alerts: of what is open the most urgent first, of all the newest' },
      querystring: schemas.alertListQuerySchema,
      response: { 200: pageSchema(schemas.alertSchema), ...problemResponses },
    },
    handler: async ({ query: { limit, cursor, order: wanted, ...filter } }) => {
      const order = alertOrder({ wanted, cursor, state: filter.state });
      const items = await alerts.list(filter, { order, after: cursor, limit });
      const last = items.at(-1);
      const key = last && keyOf(last, order);
      return { items: items.map(alertView), nextCursor: nextCursor(items.length, limit, key) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/alerts/:id',
    schema: {
      ...{ tags, summary: 'An alert: what was seen, what it proposes, what became of it' },
      params: schemas.alertParamsSchema,
      response: { 200: schemas.alertSchema, ...problemResponses },
    },
    handler: async ({ params: { id } }) => alertView(await findAlert(deps, id)),
  });

  app.route({
    method: 'POST',
    url: '/v1/alerts/:id/take',
    schema: {
      tags,
      summary: 'A supervisor takes the alert: it is done on the case, in the region or with the model',
      ...{ headers: postHeadersSchema, params: schemas.alertParamsSchema, body: schemas.takeBodySchema },
      response: { 200: schemas.alertSchema, ...problemResponses },
    },
    handler: async ({ params, body: { action, why }, actor }) =>
      alertView(await takeAlert(deps, { alertId: params.id, by: actor, why, action })),
  });

  app.route({
    method: 'POST',
    url: '/v1/alerts/:id/dismiss',
    schema: {
      tags,
      summary: 'A supervisor dismisses the alert: it is not raised again for a month unless it becomes worse',
      ...{ headers: postHeadersSchema, params: schemas.alertParamsSchema, body: schemas.dismissBodySchema },
      response: { 200: schemas.alertSchema, ...problemResponses },
    },
    handler: async ({ params, body: { why }, actor }) =>
      alertView(await dismissAlert(deps, { alertId: params.id, by: actor, why })),
  });

  app.route({
    method: 'GET',
    url: '/v1/alert-policies',
    schema: {
      tags,
      summary: 'From when on figures of a loan are worth an alert, in all versions, the newest first',
      response: { 200: pageSchema(schemas.alertPolicySchema), ...problemResponses },
    },
    handler: async () => ({ items: (await alertPolicies.all()).map(alertPolicyView), nextCursor: null }),
  });

  app.route({
    method: 'POST',
    url: '/v1/alert-policies',
    schema: {
      ...{ tags, summary: 'A manager publishes thresholds: they count from the next day that is looked at' },
      ...{ headers: postHeadersSchema, body: schemas.alertPolicyBodySchema },
      response: { 201: schemas.alertPolicySchema, ...problemResponses },
    },
    handler: async ({ body: { rules, why }, actor }, reply) => {
      refuseIf(checkManager(await officerOf(deps, actor), 'thresholds of alerts'));
      const published = await alertPolicies.publish(rules, { by: actor, why }, clock.now());
      return reply.code(201).send(alertPolicyView(published));
    },
  });
  done();
};
