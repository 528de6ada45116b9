import { pino, type Logger } from 'pino';
import { readEnv } from './env.ts';

export type { Logger };

/**
 * The log of a process: JSON lines on stderr, so that stdout stays for results.
 *
 * @param name - the process: api, worker, demo …
 */
export function createLogger(name: string, level = readEnv().logLevel): Logger {
  // Synchronous: the last lines before a crash are the ones that matter.
  return pino(
    { name, level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}
