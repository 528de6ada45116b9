import { UserError } from '../config/user-error.ts';

/** What Node and pg put on the errors that we know. */
interface KnownError extends Error {
  code?: string | number;
  syscall?: string;
  path?: string;
  address?: string;
  port?: number;
  database?: string;
}

/**
 * Says in one sentence what is wrong and what to do about it, for the errors that a person can mend.
 *
 * @returns undefined for anything else: that is a bug, and its stack is wanted
 */
export function explainError(error: unknown): string | undefined {
  for (const link of chain(error)) {
    const sentence = link instanceof UserError ? link.message : explainOne(link);
    if (sentence !== undefined) return sentence;
  }
  return undefined;
}

/** An error, what it is made of, and what caused it. */
function* chain(error: unknown, depth = 0): Generator<KnownError> {
  if (!(error instanceof Error) || depth > 8) return;
  yield error;
  if (error instanceof AggregateError) {
    for (const part of error.errors) yield* chain(part, depth + 1);
  }
  yield* chain(error.cause, depth + 1);
}

function explainOne(error: KnownError): string | undefined {
  const at =
    error.port === undefined
      ? 'the address'
      : `${error.address ?? 'port'} ${error.port}`.replace(/(\.\d+) /, '$1:');
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${error.port} is already in use: stop what listens there or choose another.`;
    case 'EACCES':
      if (error.syscall === 'listen')
        return `Port ${error.port} may not be opened by this user: choose one above 1023.`;
      return error.path === undefined ? undefined : `No permission to open ${error.path}.`;
    case 'ENOSPC':
    case '53100':
      return 'The disk is full: make room and run the command again; what was done so far is kept.';
    case 'EDQUOT':
      return 'Your disk quota is used up: make room and run the command again.';
    case 'EROFS':
      return `${error.path ?? 'The file system'} is read-only: choose another folder.`;
    case 'ECONNREFUSED':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `Nothing answers at ${at}: is the server running, and do DATABASE_URL and TEMPORAL_ADDRESS name it?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'A host name is unknown: check DATABASE_URL and TEMPORAL_ADDRESS.';
    case 'ENOENT':
      if (error.syscall?.startsWith('spawn')) {
        return `The program ${error.path} is missing: install it, or add its folder to PATH.`;
      }
      return error.path === undefined ? undefined : `${error.path} does not exist.`;
    case 'EISDIR':
    case 'ENOTDIR':
      return error.path === undefined
        ? undefined
        : `${error.path} is not of the kind that is wanted here (file or folder).`;
    case '28P01':
    case '28000':
      return 'The database refuses the user or the password: check those in DATABASE_URL.';
    case '3D000':
      return `The database in DATABASE_URL does not exist (${error.message}): create it, or check its name.`;
    case '53300':
      return 'The database has no connection left: close some, or raise its max_connections.';
    case '42P01':
    case '42703':
      return `The database is not at this version (${error.message}): run arrears migrate.`;
    case '57P01':
    case '57P03':
      return 'The database is shutting down or starting: try again in a moment.';
    default:
      return undefined;
  }
}
