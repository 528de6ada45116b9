import { ApplicationFailure } from '@temporalio/common';
import { DomainFailure, type FailureType } from '../domain/failures.ts';

/** PostgreSQL says it cannot serve right now: connection trouble, shutdown, deadlock, serialisation. */
const PASSING_SQL_STATE = /^(08|40|53|57P|55P03)/;
const PASSING_ERRNO = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

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
    });
  }
  if (isPassing(error)) {
    return ApplicationFailure.create({
      type: 'UpstreamUnavailable',
      message: 'the database does not answer; the attempt is repeated',
      cause: error,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}

function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    PASSING_ERRNO.has(code) ||
    PASSING_SQL_STATE.test(code) ||
    error.message.startsWith('Connection terminated')
  );
}
