import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { RouteDeps } from '../ports.ts';
import { healthSchema, readinessSchema, type ReadinessPart } from '../schemas/health.ts';

/** Whoever asks whether we are ready asks every few seconds: a later answer would come too late. */
const ANSWER_WITHIN_MS = 2_000;

export const healthRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, { cases, caseClient }, done) => {
  app.route({
    method: 'GET',
    url: '/health',
    schema: {
      tags: ['operations'],
      summary: 'The process lives',
      response: { 200: healthSchema },
    },
    handler: () => ({ status: 'alive' as const }),
  });

  app.route({
    method: 'GET',
    url: '/ready',
    schema: {
      tags: ['operations'],
      summary: 'Database and Temporal answer',
      response: { 200: readinessSchema, 503: readinessSchema },
    },
    handler: async (request, reply) => {
      const [database, temporal] = await Promise.all([
        partOf('The database', () => cases.ping()),
        partOf('Temporal', () => caseClient.ping()),
      ]);
      const ready = database.status === 'up' && temporal.status === 'up';
      const status = ready ? ('ready' as const) : ('unavailable' as const);
      return reply.code(ready ? 200 : 503).send({ status, parts: { database, temporal } });

      async function partOf(name: string, ping: () => Promise<void>): Promise<ReadinessPart> {
        const late = new AbortController();
        try {
          const timeout = sleep(ANSWER_WITHIN_MS, undefined, { signal: late.signal }).then(() => {
            throw new Error(`no answer in ${ANSWER_WITHIN_MS} ms`);
          });
          await Promise.race([ping(), timeout]);
          return { status: 'up' };
        } catch (error) {
          // What went wrong may name hosts and users: that is for the log.
          request.log.warn({ err: error }, `${name} is not ready`);
          return { status: 'down', detail: `${name} does not answer.` };
        } finally {
          late.abort();
        }
      }
    },
  });
  done();
};
