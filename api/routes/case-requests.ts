import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { addCaseRequest } from '../case-request.ts';
import type { RouteDeps } from '../ports.ts';
import * as schemas from '../schemas/cases.ts';

/** What customers ask and supervisors decide, one request each. */
export const caseRequestRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  addCaseRequest(app, deps, {
    path: 'promises',
    summary: 'The customer promises to pay',
    body: schemas.promiseBodySchema,
    event: async ({ instalments }, minorOf) => ({
      type: 'promise',
      instalments: await Promise.all(
        instalments.map(async ({ dueOn, amount }, index) => ({
          dueOn,
          amountMinor: await minorOf(amount, `instalments.${index}.amount`),
        })),
      ),
    }),
  });

  addCaseRequest(app, deps, {
    path: 'grace-requests',
    summary: 'The customer asks for time',
    body: schemas.graceBodySchema,
    event: ({ note, ...asked }) => ({ type: 'grace', ...asked, ...(note !== undefined && { note }) }),
  });

  addCaseRequest(app, deps, {
    path: 'disputes',
    summary: 'The customer disputes the debt or part of it',
    body: schemas.disputeBodySchema,
    event: async ({ subject, amount }, minorOf) => ({
      type: 'dispute',
      subject,
      ...(amount && { amountMinor: await minorOf(amount, 'amount') }),
    }),
  });

  addCaseRequest(app, deps, {
    path: 'close',
    summary: 'A supervisor ends the case',
    body: schemas.closeBodySchema,
    event: (body) => ({ type: 'close', ...body }),
  });
  done();
};
