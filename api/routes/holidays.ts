import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { DomainFailure } from '../../domain/failures.ts';
import { refuseUnlessOfficer } from '../policy-desk.ts';
import { yearView } from '../policy-view.ts';
import type { RouteDeps } from '../ports.ts';
import { pageSchema, postHeadersSchema } from '../schemas/common.ts';
import * as schemas from '../schemas/holidays.ts';
import { problemResponses } from '../schemas/problem.ts';

const tags = ['rules of contact'];

/** Official calendars: those that ship, and what the bank makes of them. */
export const holidayRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  const { holidays, clock } = deps;

  app.route({
    method: 'GET',
    url: '/v1/holidays',
    schema: {
      tags,
      summary: 'Holiday calendars by place and year; what is not listed is not known, and never guessed',
      querystring: schemas.holidayListQuerySchema,
      response: { 200: pageSchema(schemas.calendarYearViewSchema), ...problemResponses },
    },
    handler: async ({ query: { versions, ...filter } }) => {
      const years = await holidays.list({ ...filter, allVersions: versions === 'all' });
      return { items: years.map(yearView), nextCursor: null };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/holidays',
    schema: {
      tags,
      summary: 'A compliance officer publishes the calendar of a year, or changes single days of it',
      headers: postHeadersSchema,
      body: schemas.holidayBodySchema,
      response: { 201: schemas.calendarYearViewSchema, ...problemResponses },
    },
    handler: async ({ body: { why, ...given }, actor }, reply) => {
      await refuseUnlessOfficer(deps, actor);
      const publication = { by: actor, why };
      const published =
        'changes' in given
          ? await holidays.change(given, publication, clock.now())
          : await holidays.publish(given, publication, clock.now());
      if (!published) {
        const message = `no calendar of ${given.place} is published for ${given.year}: publish the whole year first`;
        throw new DomainFailure('Rejected.NoHolidayCalendar', message);
      }
      return reply.code(201).send(yearView(published));
    },
  });
  done();
};
