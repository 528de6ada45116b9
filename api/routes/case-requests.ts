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
    event: async ({ instalments, replaces }, minorOf) => ({
      type: 'promise',
      ...(replaces !== undefined && { replaces }),
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
    event: ({ note, documentIds, ...asked }) => ({
      type: 'grace',
      ...asked,
      ...(note !== undefined && { note }),
      ...(documentIds && { documentIds }),
    }),
  });

  addCaseRequest(app, deps, {
    path: 'disputes',
    summary: 'The customer disputes the debt or part of it',
    body: schemas.disputeBodySchema,
    event: async ({ amount, ...dispute }, minorOf) => ({
      type: 'dispute',
      ...dispute,
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
