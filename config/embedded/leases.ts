import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './processes.ts';

/*
 * Who uses an embedded server: one empty file per process, named by its id. A server lives as long as somebody who
 * is alive holds a lease (guard.ts). Ending a server and joining it may meet; whoever ends it first raises the
 * `closing` mark and looks at the leases once more, whoever joins first takes the lease and then looks for the mark.
 */

/** The folder of leases of the server whose files are in `serverDir`. */
export const leasesDir = (serverDir: string): string => join(serverDir, 'leases');

const closingMark = (serverDir: string): string => `${leasesDir(serverDir)}.closing`;

/** Forgets all leases: for a server that is not running, whose old leases may name process ids of somebody else. */
export function resetLeases(serverDir: string): void {
  rmSync(leasesDir(serverDir), { recursive: true, force: true });
  rmSync(closingMark(serverDir), { force: true });
  mkdirSync(leasesDir(serverDir), { recursive: true });
}

export function takeLease(serverDir: string): void {
  mkdirSync(leasesDir(serverDir), { recursive: true });
  writeFileSync(join(leasesDir(serverDir), String(process.pid)), '');
}

export function dropLease(serverDir: string): void {
  rmSync(join(leasesDir(serverDir), String(process.pid)), { force: true });
}

/** Whether a living process other than this one holds a lease. */
export function heldByOthers(serverDir: string): boolean {
  try {
    return readdirSync(leasesDir(serverDir)).some(
      (pid) => Number(pid) !== process.pid && isAlive(Number(pid)),
    );
  } catch {
    return false;
  }
}

export function markClosing(serverDir: string): void {
  writeFileSync(closingMark(serverDir), String(process.pid));
}

export function unmarkClosing(serverDir: string): void {
  rmSync(closingMark(serverDir), { force: true });
}

export function isClosing(serverDir: string): boolean {
  try {
    return readdirSync(serverDir).includes('leases.closing');
  } catch {
    return false;
  }
}
