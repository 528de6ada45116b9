import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process runs. One that has ended but was not yet collected by its parent does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    // Systems without /proc; or it ended this moment, which the next look will show.
    return process.platform !== 'linux';
  }
}

/**
 * Asks a process to end and waits until it has; what does not end in time is killed with its whole group.
 *
 * @param killAfterMs - how long it may take to tidy up
 */
export async function stopProcess(pid: number, signal: NodeJS.Signals, killAfterMs: number): Promise<void> {
  if (!isAlive(pid)) return;
  sendSignal(pid, signal);
  for (const start = Date.now(); isAlive(pid); await sleep(20)) {
    if (Date.now() - start < killAfterMs) continue;
    sendSignal(-pid, 'SIGKILL');
    sendSignal(pid, 'SIGKILL');
    // Collected by init or by us within moments.
    for (let i = 0; i < 100 && isAlive(pid); i += 1) await sleep(20);
    return;
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}
