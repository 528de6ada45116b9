import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** who asks; recorded with everything that comes of it */
    actor: string;
  }
}

const DEFAULT_ACTOR = 'api';
const MAX_LENGTH = 100;

/**
 * Says who asks, for all routes: today the caller names itself in `X-Actor`. Authentication, once it exists,
 * replaces the one line that reads the header.
 */
export function addActor(app: FastifyInstance): void {
  app.decorateRequest('actor', DEFAULT_ACTOR);
  app.addHook('onRequest', (request, _reply, done) => {
    const named = request.headers['x-actor'];
    const actor = (Array.isArray(named) ? named[0] : named)?.trim();
    if (actor) request.actor = actor.slice(0, MAX_LENGTH);
    done();
  });
}
