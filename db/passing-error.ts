/** PostgreSQL says it cannot serve right now: connection trouble, shutdown, deadlock, serialisation. */
const PASSING_SQL_STATE = /^(08|40|53|57P|55P03)/;
const PASSING_ERRNO = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** @returns whether the database does not answer for now, so that the same request may succeed later */
export function isPassingDatabaseError(error: unknown): boolean {
  for (let link = error, depth = 0; link instanceof Error && depth < 5; link = link.cause, depth += 1) {
    const code = 'code' in link && typeof link.code === 'string' ? link.code : '';
    if (PASSING_ERRNO.has(code) || PASSING_SQL_STATE.test(code)) return true;
    if (/^(Connection terminated|timeout exceeded when trying to connect)/.test(link.message)) return true;
  }
  return false;
}

/** A NUL in a text, also one of JSON, and a date that is none there: PostgreSQL keeps neither. */
const UNKEEPABLE_SQL_STATE = new Set(['22021', '22P05', '22008']);

/** @returns whether the database refuses what it was given, so that the same request never succeeds */
export function isUnkeepableDataError(error: unknown): boolean {
  for (let link = error, depth = 0; link instanceof Error && depth < 5; link = link.cause, depth += 1) {
    if ('code' in link && typeof link.code === 'string' && UNKEEPABLE_SQL_STATE.has(link.code)) return true;
  }
  return false;
}
