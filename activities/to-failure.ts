import { ApplicationFailure } from '@temporalio/common';
import { isPassingDatabaseError } from '../db/passing-error.ts';
import { DomainFailure, type FailureType } from '../domain/failures.ts';

const NEVER_RETRIED: readonly FailureType[] = ['InvalidInput', 'NotFound'];

/**
 * @param error anything thrown
 * @returns the failure to throw on: typed where the catalogue knows it; a bug is left as it is, so that the
 *   attempt is repeated and the alert fires
 */
export function toFailure(error: unknown): Error {
  if (error instanceof DomainFailure) {
    const nonRetryable = NEVER_RETRIED.includes(error.type);
    return ApplicationFailure.create({
      type: error.type,
      message: error.message,
      nonRetryable,
      cause: error,
      ...(error.retryAfterMs !== undefined && { nextRetryDelay: error.retryAfterMs }),
    });
  }
  if (error instanceof Error && isPassingDatabaseError(error)) {
    return ApplicationFailure.create({
      type: 'UpstreamUnavailable',
      message: 'the database does not answer; the attempt is repeated',
      cause: error,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}
