import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { leasesDir } from './leases.ts';

const SCRIPT = fileURLToPath(new URL('guard.sh', import.meta.url));

/**
 * Sets a guard on a server: a shell that ends it when no holder of a lease is alive any more, `kill -9` included.
 *
 * @param options.removeDir - removed as well when the guard had to end the server (a run's throw-away files)
 * @returns the guard's process id; none where there is no such shell (Windows: what a killed process leaves there
 *   has to be ended by hand)
 */
export function guardServer(options: {
  pid: number;
  stopSignal: NodeJS.Signals;
  serverDir: string;
  removeDir?: string | undefined;
}): number | undefined {
  if (process.platform === 'win32') return undefined;
  const { pid, stopSignal, serverDir, removeDir } = options;
  const args = [SCRIPT, String(pid), stopSignal.replace(/^SIG/, ''), leasesDir(serverDir), removeDir ?? ''];
  const guard = spawn('sh', args, { detached: true, stdio: 'ignore', cwd: '/' });
  guard.on('error', () => undefined);
  guard.unref();
  return guard.pid;
}

/** Takes the guard away once its server has ended in good order. */
export function dismissGuard(pid: number | undefined): void {
  try {
    // With its group: it may be in a `sleep`.
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has seen the end itself.
  }
}
