import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IdempotentRequest } from '../../db/idempotency-repository.ts';
import type { Clock } from '../../domain/clock.ts';
import type { DataPorts } from '../ports.ts';
import { ApiFailure } from '../problem.ts';
import { PROBLEM_TYPE } from '../schemas/problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** the request's claim on its idempotency key, while it is worked on */
    claimed: IdempotentRequest | undefined;
  }
}

export interface IdempotencyDeps extends Pick<DataPorts, 'idempotency'> {
  clock: Clock;
}

/**
 * `Idempotency-Key` on every POST: the first answer is kept and given to whoever repeats the request. A refusal is
 * an answer too; only what failed on our side is not kept, so that it can be tried again.
 */
export function addIdempotency(app: FastifyInstance, { idempotency, clock }: IdempotencyDeps): void {
  app.decorateRequest('claimed', undefined);

  // After validation: a request that is not valid never was one.
  app.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request);
    if (key === undefined) return;
    const claim = { key, requestHash: hashOf(request) };
    const state = await idempotency.claim(claim);
    switch (state.kind) {
      case 'first':
        request.claimed = claim;
        return;
      case 'running':
        throw new ApiFailure(
          'RequestRunning',
          'A request with this Idempotency-Key is still being worked on',
        );
      case 'other-request':
        throw new ApiFailure(
          'IdempotencyConflict',
          'This Idempotency-Key was used for another request; use a new one',
        );
      case 'answered': {
        const { status, body } = state.answer;
        if (status >= 400) reply.type(PROBLEM_TYPE);
        return reply.code(status).header('idempotency-replayed', 'true').send(body);
      }
    }
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const { claimed } = request;
    if (!claimed) return payload;
    request.claimed = undefined;
    if (reply.statusCode >= 500 || typeof payload !== 'string') await idempotency.release(claimed.key);
    else {
      const answer = { status: reply.statusCode, body: JSON.parse(payload) as unknown };
      await idempotency.keep(claimed, answer, clock.now());
    }
    return payload;
  });

  app.addHook('onClose', () => idempotency.close());
}

/** @returns the idempotency key of a POST that has one */
export function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  return request.method === 'POST' && typeof key === 'string' ? key : undefined;
}

function hashOf({ method, url, actor, body }: FastifyRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([method, url, actor, sorted(body)]))
    .digest('base64');
}

/** @returns the value with keys in order: how a caller's JSON library orders them makes no other request */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
