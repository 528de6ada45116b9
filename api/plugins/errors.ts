import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { isPassingDatabaseError, isUnkeepableDataError } from '../../db/passing-error.ts';
import { DomainFailure } from '../../domain/failures.ts';
import { ApiFailure, InvalidFields, problemOf, problemOfFailure, retryAfterOf } from '../problem.ts';
import { PROBLEM_TYPE, type Problem } from '../schemas/problem.ts';

/** Every answer that is no success is a problem document, whoever found it: route, framework or bug. */
export function addErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = toProblem(error, request);
    if (problem.status >= 500) request.log.error({ err: error, url: request.url }, problem.detail);
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      problemOf({
        code: 'NotFound',
        detail: `There is no ${request.method} ${pathOf(request)}; /docs lists what there is.`,
        instance: pathOf(request),
      }),
    ),
  );
}

/** Sends a problem with the headers that belong to it. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const retryAfter = retryAfterOf(problem);
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  return reply.code(problem.status).type(PROBLEM_TYPE).send(problem);
}

/** @returns the path of a request, without its query: what a problem occurred in */
export function pathOf(request: Pick<FastifyRequest, 'url'>): string {
  return request.url.split('?', 1)[0] ?? request.url;
}

function toProblem(error: FastifyError, request: FastifyRequest): Problem {
  const instance = pathOf(request);
  if (error instanceof DomainFailure || error instanceof ApiFailure) {
    return problemOfFailure(error, instance);
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message = 'is not valid' }) => ({
      field: fieldOf(instancePath, error.validationContext),
      message,
    }));
    return problemOfFailure(new InvalidFields(errors), instance);
  }
  if (isPassingDatabaseError(error)) {
    const detail = 'The database does not answer; try again.';
    return problemOf({ code: 'UpstreamUnavailable', detail, instance });
  }
  if (isUnkeepableDataError(error)) {
    const detail = 'A text has a NUL character in it, or a date is none that there is: leave it out.';
    return problemOf({ code: 'InvalidInput', detail, instance });
  }
  const status = error.statusCode ?? 500;
  if (status === 503) return problemOf({ code: 'UpstreamUnavailable', detail: error.message, instance });
  if (status >= 400 && status < 500) {
    return problemOf({ code: 'InvalidInput', detail: error.message, instance, status });
  }
  const detail = `Something went wrong here; request ${request.id} is in the log.`;
  return problemOf({ code: 'Internal', detail, instance });
}

/** @example fieldOf('/instalments/0/dueOn', 'body') // 'instalments.0.dueOn' */
function fieldOf(instancePath: string, context: string | undefined): string {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return path.length > 0 ? path.join('.') : (context ?? 'body');
}
