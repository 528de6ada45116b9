import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { MemoryReport, WorkerTask } from './memory-worker.ts';

/** Between two looks at a worker: when the second finds nothing new, it is idle. */
const QUIET_MS = 3000;

/** A worker in a process of its own, and what it holds. */
export class MeasuredWorker {
  private readonly child: ChildProcess;
  /** how many workflows it keeps in memory at most */
  readonly maxCached: number;

  private constructor(child: ChildProcess, maxCached: number) {
    this.child = child;
    this.maxCached = maxCached;
  }

  /** @returns the worker once it polls; `onFork` is told of its process before that, to see that it ends */
  static async start(task: WorkerTask, onFork: (stop: () => Promise<void>) => void): Promise<MeasuredWorker> {
    const child = fork(fileURLToPath(new URL('./memory-worker.ts', import.meta.url)), {
      // A child does not inherit the translation of TypeScript that bin/arrears has set up in this process.
      execArgv: ['--import', import.meta.resolve('tsx'), '--expose-gc'],
    });
    onFork(() => stop(child));
    const { maxCached } = (await ask(child, task)) as { maxCached: number };
    return new MeasuredWorker(child, maxCached);
  }

  /** @returns what it holds when it has nothing more to do */
  async whenQuiet(): Promise<MemoryReport> {
    const report = async () => (await ask(this.child, 'report')) as MemoryReport;
    let last = await report();
    for (;;) {
      await sleep(QUIET_MS);
      const now = await report();
      if (now.cached === last.cached && now.underWay === 0) return now;
      last = now;
    }
  }

  stop(): Promise<void> {
    return stop(this.child);
  }
}

/** @throws when the worker ends instead of answering */
async function ask(child: ChildProcess, request: WorkerTask | 'report'): Promise<unknown> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`The measured worker ended with code ${String(code)}; what it said stands above.`);
  });
  try {
    child.send(request);
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [unknown];
    return message;
  } finally {
    answered.abort();
    ended.catch(() => undefined);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
