import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { isAlive } from './processes.ts';

/**
 * Takes a lock that is a file with the holder's process id; the lock of a process that is dead is taken away.
 *
 * @returns whether this process holds it now; if not, ask again
 */
export function takePidLock(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isAlive(holderOf(path))) rmSync(path, { force: true });
    return false;
  }
}

export function dropPidLock(path: string): void {
  rmSync(path, { force: true });
}

/** Made and not written yet, or taken away just now: it is somebody's who lives. */
function holderOf(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8') || process.pid);
  } catch {
    return process.pid;
  }
}
