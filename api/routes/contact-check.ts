import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { MINUTE_MS } from '../../domain/calendar.ts';
import { invalidInput, notFound } from '../../domain/failures.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { checkContact } from '../check-contact.ts';
import type { RouteDeps } from '../ports.ts';
import * as schemas from '../schemas/contact-check.ts';
import { loanParamsSchema } from '../schemas/cases.ts';
import { customerParamsSchema } from '../schemas/customer-records.ts';
import { problemResponses } from '../schemas/problem.ts';

/** Clocks of callers may be behind. */
const SKEW_MS = 5 * MINUTE_MS;

/** The gate before anybody is contacted: asked, not passed. */
export const contactCheckRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { wishes, clock } = deps;

  app.route({
    method: 'GET',
    url: '/v1/cases/:loanId/contact-check',
    schema: {
      tags: ['cases'],
      summary:
        'Whether the customer may be contacted about a loan, why not, and when; nothing is reserved by it',
      params: loanParamsSchema,
      querystring: schemas.contactCheckQuerySchema,
      response: { 200: schemas.contactCheckSchema, ...problemResponses },
    },
    handler: async ({ params: { loanId }, query: { channel, at } }): Promise<schemas.ContactCheckView> => {
      const now = clock.now();
      const atMs = at === undefined ? now : Date.parse(at);
      if (atMs < now - SKEW_MS) {
        throw invalidInput(`at is in the past: the gate knows of ${new Date(now).toISOString()} and later`);
      }
      const said = await checkContact(deps, { loanId: loanId as LoanId, channel, atMs });
      if (!said) throw notFound(`loan ${loanId} has no case`);
      return said;
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/customers/:customerId/contact-wishes',
    schema: {
      tags: ['customers'],
      summary: 'What a customer has said about when and where to be contacted',
      params: customerParamsSchema,
      response: { 200: schemas.contactWishesSchema, ...problemResponses },
    },
    handler: async ({ params: { customerId } }) => {
      const found = await wishes.find(customerId as CustomerId);
      if (!found) throw unknown(customerId);
      return found;
    },
  });

  app.route({
    method: 'PUT',
    url: '/v1/customers/:customerId/contact-wishes',
    schema: {
      tags: ['customers'],
      summary:
        'What a customer has said about when and where to be contacted, in place of what was said before',
      params: customerParamsSchema,
      body: schemas.contactWishesSchema,
      response: { 200: schemas.contactWishesSchema, ...problemResponses },
    },
    handler: async ({ params: { customerId }, body, actor }) => {
      if (!(await wishes.save(customerId as CustomerId, body, actor, clock.now()))) throw unknown(customerId);
      return body;
    },
  });
  done();
};

const unknown = (customerId: string) => notFound(`customer ${customerId} is not known; import it first`);
