import {
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { DomainFailure, notFound, type FailureType } from '../domain/failures.ts';

/** What goes wrong on the way to Temporal, in the words of the catalogue. */

/** An answer takes milliseconds; without one in ten seconds no worker is there to give it. */
export const ANSWER_WITHIN_MS = 10_000;

/** gRPC's status code */
const INVALID_ARGUMENT = 3;

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
    return new DomainFailure((error.cause.type ?? 'InvalidInput') as FailureType, error.cause.message);
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
