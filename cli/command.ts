import { createCleanup, type Cleanup } from './cleanup.ts';
import { explainError } from './explain-error.ts';
import { createProgress, type Progress } from './progress.ts';

/** What every command gets from the shell around it. */
export interface CommandContext {
  /** Lines on stderr about what is going on. */
  readonly progress: Progress;
  /** What to undo at the end: pushed as it is begun, run in reverse order on end, error, SIGINT and SIGTERM. */
  readonly cleanup: Cleanup;
  /** Aborted when the person or the system asks us to stop. */
  readonly signal: AbortSignal;
  /** Writes a result to stdout: `text` for people, `data` as one JSON line when --json was given. */
  readonly result: (text: string, data: unknown) => void;
}

/** How a command wants to be run. */
export interface RunOptions {
  readonly json?: boolean | undefined;
  /** Serves until it is stopped: then a signal is its good end, with exit code 0. */
  readonly untilStopped?: boolean;
}

/** npm and the terminal both pass on one Ctrl-C: two signals this close are one. */
const SAME_SIGNAL_MS = 500;

/**
 * Runs the work of a command and ends the process: 0 when it is done, 1 when it failed (wrong usage, 2, is seen
 * before it comes to this). Nothing that was put on the cleanup stack is left behind.
 */
export async function runCommand(
  options: RunOptions,
  work: (context: CommandContext) => Promise<void>,
): Promise<never> {
  const progress = createProgress();
  const say = (text: string) => {
    progress.clear();
    process.stderr.write(`${text}\n`);
  };
  const cleanup = createCleanup((name, error) => say(`While stopping: ${name}: ${describe(error)}`));
  const stopping = new AbortController();

  const stopped = new Promise<number>((resolve) => {
    let firstAtMs: number | undefined;
    const onSignal = (signal: NodeJS.Signals) => {
      if (firstAtMs === undefined) {
        firstAtMs = Date.now();
        say(signal === 'SIGINT' ? 'Stopping (Ctrl-C again to force) …' : 'Stopping …');
        stopping.abort();
        resolve(options.untilStopped ? 0 : 1);
      } else if (Date.now() - firstAtMs > SAME_SIGNAL_MS) {
        // The embedded servers' guards see to the rest.
        process.exit(1);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
  const failed = new Promise<never>((_, reject) => {
    process.on('uncaughtException', reject);
    process.on('unhandledRejection', reject);
  });
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

  const context: CommandContext = {
    progress,
    cleanup,
    signal: stopping.signal,
    result(text, data) {
      progress.clear();
      process.stdout.write(`${options.json ? JSON.stringify(data) : text}\n`);
    },
  };

  let code: number;
  try {
    const done = work(context).then(() => (stopping.signal.aborted ? stopped : 0));
    code = await Promise.race([done, stopped, failed]);
  } catch (error) {
    say(describe(error));
    code = 1;
  }
  // What fails from here on fails because we are ending.
  failed.catch(() => undefined);
  await cleanup.run();
  progress.clear();
  return endProcess(code);
}

/** One sentence for what the person can mend; for a bug the stack. */
export function describe(error: unknown): string {
  return explainError(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** Ends the process after all that was written to stdout and stderr has left it (a pipe takes it bit by bit). */
export async function endProcess(code: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
  process.exit(code);
}
