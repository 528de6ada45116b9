import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../user-error.ts';
import { dismissGuard } from './guard.ts';
import { dropLease, heldByOthers, isClosing, markClosing, takeLease, unmarkClosing } from './leases.ts';
import { dropPidLock, takePidLock } from './pid-lock.ts';
import { isAlive, stopProcess } from './processes.ts';

/** What a process must know of a server that another one has started. */
export interface ServerInfo {
  readonly pid: number;
  readonly guardPid?: number | undefined;
}

/** A server that several processes of this user use together. */
export interface SharedServer<Info> {
  readonly info: Info;
  /** Whether this process started it. */
  readonly started: boolean;
  /** Stops using it; the last to leave stops the server. */
  leave(): Promise<void>;
}

/** Longer than any start: PostgreSQL's recovery, the Temporal server's build. */
const WAIT_MS = 40 * 60_000;

/**
 * Uses the server of a folder: joins the one that runs there, or starts it. It ends with its last user, however that
 * one ends.
 *
 * @param options.start - starts the server in `serverDir`, holding a lease
 * @param options.check - whether a server that is said to run does answer
 */
export async function shareServer<Info extends ServerInfo>(options: {
  serverDir: string;
  start: () => Promise<Info>;
  check: (info: Info) => Promise<boolean>;
  onWait?: () => void;
}): Promise<SharedServer<Info>> {
  const { serverDir, start, check, onWait } = options;
  mkdirSync(serverDir, { recursive: true });
  for (const startMs = Date.now(); Date.now() - startMs < WAIT_MS; await sleep(100)) {
    const joined = await join_(serverDir, check);
    if (joined !== undefined) return shared(serverDir, joined, false);
    // Somebody ends the old one at this moment.
    if (isRunning(serverDir)) continue;
    if (!takePidLock(startLock(serverDir))) {
      onWait?.();
      continue;
    }
    try {
      // Between our look and our lock somebody may have started it.
      if (isRunning(serverDir)) continue;
      const info = await start();
      writeState(serverDir, info);
      return shared(serverDir, info, true);
    } finally {
      dropPidLock(startLock(serverDir));
    }
  }
  throw new UserError(`Another process holds ${serverDir} and does not get ready: end it, then try again.`);
}

function shared<Info extends ServerInfo>(
  serverDir: string,
  info: Info,
  started: boolean,
): SharedServer<Info> {
  return {
    info,
    started,
    async leave() {
      dropLease(serverDir);
      if (heldByOthers(serverDir)) return;
      markClosing(serverDir);
      if (!heldByOthers(serverDir)) {
        await stopProcess(info.pid, 'SIGINT', 15_000);
        dismissGuard(info.guardPid);
        rmSync(stateFile(serverDir), { force: true });
      }
      unmarkClosing(serverDir);
    },
  };
}

/** The lease first, the look for the closing mark second: see leases.ts. */
async function join_<Info extends ServerInfo>(
  serverDir: string,
  check: (info: Info) => Promise<boolean>,
): Promise<Info | undefined> {
  const info = readState<Info>(serverDir);
  if (info === undefined || !isAlive(info.pid)) return undefined;
  takeLease(serverDir);
  if (!isClosing(serverDir) && (await check(info))) return info;
  dropLease(serverDir);
  // It does not answer and nobody is ending it: the process id belongs to another program by now.
  if (!isClosing(serverDir) && !(await check(info))) rmSync(stateFile(serverDir), { force: true });
  return undefined;
}

function isRunning(serverDir: string): boolean {
  const info = readState(serverDir);
  return info !== undefined && isAlive(info.pid);
}

const stateFile = (serverDir: string): string => join(serverDir, 'server.json');
/** One starter at a time. */
const startLock = (serverDir: string): string => join(serverDir, 'starting.pid');

function readState<Info extends ServerInfo>(serverDir: string): Info | undefined {
  try {
    return JSON.parse(readFileSync(stateFile(serverDir), 'utf8')) as Info;
  } catch {
    return undefined;
  }
}

/** It holds the database's password: for this user's eyes only. */
function writeState(serverDir: string, info: ServerInfo): void {
  const half = `${stateFile(serverDir)}.${process.pid}`;
  writeFileSync(half, JSON.stringify(info), { mode: 0o600 });
  renameSync(half, stateFile(serverDir));
}
