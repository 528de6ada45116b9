import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../../domain/failures.ts';
import type { RouteDeps } from '../ports.ts';
import * as schemas from '../schemas/contact-points.ts';
import { problemResponses } from '../schemas/problem.ts';

const noContentSchema = z.null().describe('done');

/** Where customers want push messages and letters. */
export const contactPointRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, { contactPoints }, done) => {
  app.route({
    method: 'PUT',
    url: '/v1/customers/:customerId/push-subscriptions',
    schema: {
      tags: ['customers'],
      summary: 'The customer wants push messages, in a browser or in the app',
      description: 'This is the consent to push messages as well. A repeat changes nothing.',
      params: schemas.customerParamsSchema,
      body: schemas.pushSubscriptionSchema,
      response: { 200: schemas.pushSubscribedSchema, ...problemResponses },
    },
    handler: async (request, reply) => {
      const { customerId } = request.params;
      const subscriptionId = await contactPoints.subscribe(customerId, JSON.stringify(request.body));
      if (subscriptionId === undefined) throw notFound(`there is no customer ${customerId}`);
      return reply.send({ subscriptionId });
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/customers/:customerId/push-subscriptions/:subscriptionId',
    schema: {
      tags: ['customers'],
      summary: 'The customer wants no more push messages there',
      params: schemas.subscriptionParamsSchema,
      response: { 204: noContentSchema, ...problemResponses },
    },
    handler: async (request, reply) => {
      const { customerId, subscriptionId } = request.params;
      const was = await contactPoints.unsubscribe(customerId, subscriptionId);
      if (!was) throw notFound(`customer ${customerId} has no push subscription ${subscriptionId}`);
      return reply.code(204).send(null);
    },
  });

  app.route({
    method: 'PUT',
    url: '/v1/customers/:customerId/postal-address',
    schema: {
      tags: ['customers'],
      summary: 'Where letters to the customer go; without it they go by customer number',
      params: schemas.customerParamsSchema,
      body: schemas.postalAddressSchema,
      response: { 204: noContentSchema, ...problemResponses },
    },
    handler: async (request, reply) => {
      const { customerId } = request.params;
      const known = await contactPoints.savePostalAddress(customerId, request.body.lines);
      if (!known) throw notFound(`there is no customer ${customerId}`);
      return reply.code(204).send(null);
    },
  });
  done();
};
