import { setTimeout as sleep } from 'node:timers/promises';
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { DomainFailure, notFound, type FailureType, type GateRefusal } from '../domain/failures.ts';

/** What goes wrong on the way to Temporal, in the words of the catalogue. */

/** An answer takes milliseconds; without one in ten seconds no worker is there to give it. */
export const ANSWER_WITHIN_MS = 10_000;

/** gRPC's status codes */
const INVALID_ARGUMENT = 3;
const FAILED_PRECONDITION = 9;

const ASK_AGAIN_AFTER_MS = 20;

/**
 * Asks again what the server has put aside: it does so when a signal comes in just as the workflow answers and goes on
 * as new. An Update has an id, so however often it is asked it is done once.
 *
 * @throws what `ask` throws, also when it is still put aside after ANSWER_WITHIN_MS
 */
export async function untilTaken<T>(ask: () => Promise<T>): Promise<T> {
  for (const endMs = Date.now() + ANSWER_WITHIN_MS; ; await sleep(ASK_AGAIN_AFTER_MS)) {
    try {
      return await ask();
    } catch (error) {
      const reason = error instanceof ServiceError ? error.cause : error;
      const putAside = isGrpcServiceError(reason) && Number(reason.code) === FAILED_PRECONDITION;
      if (!putAside || Date.now() > endMs) throw error;
    }
  }
}

/**
 * @param missing what is said when no such workflow is running
 * @throws DomainFailure of the catalogue
 */
export async function translated<T>(call: Promise<T>, missing = 'no case is open for this loan'): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw toDomainFailure(error, missing);
  }
}

function toDomainFailure(error: unknown, missing: string): unknown {
  if (error instanceof WorkflowNotFoundError) return notFound(missing);
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, message, details } = error.cause;
    const gate = details?.[0] as GateRefusal | undefined;
    return new DomainFailure((type ?? 'InvalidInput') as FailureType, message, { gate });
  }
  const silent = error instanceof WorkflowUpdateRPCTimeoutOrCancelledError;
  // What the server calls our mistake is a bug, and stays one.
  if (isGrpcServiceError(error) && Number(error.code) === INVALID_ARGUMENT) return error;
  if (silent || isGrpcServiceError(error) || error instanceof ServiceError) {
    return new DomainFailure('UpstreamUnavailable', 'Temporal or the worker does not answer; try again.', {
      cause: error,
    });
  }
  return error;
}
