import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { checkCollector } from '../../domain/case/checks/reassign.ts';
import { reassignEventSchema } from '../../domain/case/events/supervisor.ts';
import { DomainFailure } from '../../domain/failures.ts';
import { addCaseRequest } from '../case-request.ts';
import type { RouteDeps } from '../ports.ts';
import { InvalidFields } from '../problem.ts';

const { collector, why } = reassignEventSchema.shape;
const reassignBodySchema = z.strictObject({
  collector: collector.describe('id of the collector who gets the case'),
  why,
});

/** Supervisors say whose case it is. */
export const reassignRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  addCaseRequest(app, deps, {
    path: 'reassign',
    summary: 'A supervisor gives the case to a collector: its open tasks for collectors, and those to come',
    body: reassignBodySchema,
    event: async ({ collector: userId, why: reason }) => {
      const person = await deps.people.person(userId);
      if (!person) throw new InvalidFields([{ field: 'collector', message: `${userId} is not a user` }]);
      const rejection = checkCollector(person);
      if (rejection) throw new DomainFailure(`Rejected.${rejection.rule}`, rejection.message);
      return { type: 'reassign', collector: userId, team: person.teamId, why: reason };
    },
  });
  done();
};
