import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { outboxView } from '../outbox-view.ts';
import type { RouteDeps } from '../ports.ts';
import { outboxQuerySchema, outboxSchema } from '../schemas/outbox.ts';
import { problemResponses } from '../schemas/problem.ts';

/** What the sandbox keeps in place of sending it. */
export const outboxRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, { outbox }, done) => {
  app.route({
    method: 'GET',
    url: '/v1/outbox',
    schema: {
      tags: ['operations'],
      summary: 'The newest messages that the sandbox has kept, as customers would have got them',
      querystring: outboxQuerySchema,
      response: { 200: outboxSchema, ...problemResponses },
    },
    handler: async ({ query: { loan, limit } }) => {
      const rows = await outbox.newest({ loanId: loan, limit });
      return { items: rows.map((row) => outboxView(row, outbox.decrypt)) };
    },
  });
  done();
};
