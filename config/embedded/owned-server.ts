import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { dismissGuard, guardServer } from './guard.ts';
import { takeLease } from './leases.ts';
import { stopProcess } from './processes.ts';

/** A server process that this process has started and holds a lease of. */
export interface OwnedServer {
  readonly pid: number;
  readonly guardPid: number | undefined;
  /** How it ended, once it has. */
  ending(): string | undefined;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts a server in a session of its own (the terminal's Ctrl-C must reach us first, so that clients finish before
 * their servers go) and sets its guard.
 */
export async function startOwnedServer(options: {
  command: string;
  args: readonly string[];
  /** Its folder of state: leases lie here. */
  serverDir: string;
  logFile: string;
  /** The signal on which it ends in good order. */
  stopSignal: NodeJS.Signals;
  user?: { uid: number; gid: number } | undefined;
  env?: NodeJS.ProcessEnv;
  removeDir?: string | undefined;
}): Promise<OwnedServer> {
  const { command, args, serverDir, logFile, stopSignal, user, env, removeDir } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  takeLease(serverDir);
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
    ...(env && { env }),
    ...user,
  });
  closeSync(log);
  let ending: string | undefined;
  child.once('exit', (code, signal) => (ending = signal === null ? `exit code ${code}` : `signal ${signal}`));
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const pid = child.pid as number;
  const guardPid = guardServer({ pid, stopSignal, serverDir, removeDir });
  child.unref();
  return {
    pid,
    guardPid,
    ending: () => ending,
    async stop(signal = stopSignal) {
      await stopProcess(pid, signal, 15_000);
      dismissGuard(guardPid);
    },
  };
}

/** The last line of a server's log that says anything, for the sentence that tells why it did not start. */
export function lastLogLine(logFile: string): string {
  try {
    const lines = readFileSync(logFile, 'utf8').trim().split('\n');
    return (lines.findLast((line) => /FATAL|PANIC|error|fail/i.test(line)) ?? lines.at(-1) ?? '')
      .trim()
      .slice(0, 300);
  } catch {
    return 'it wrote no log';
  }
}
