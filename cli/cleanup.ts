import { setTimeout as sleep } from 'node:timers/promises';

/** What has to be undone at the end of a command, however it ends. */
export interface Cleanup {
  /** Adds a step; the last added is run first, so that a server is stopped after its clients. */
  add(name: string, undo: () => Promise<unknown> | void): void;
  /** Runs all steps once; a second call waits for the same run. A step that fails does not keep the others from running. */
  run(): Promise<void>;
}

/** A worker that drains its activities takes the longest. */
const STEP_TIMEOUT_MS = 30_000;

/** @param onFailure - told of a step that failed or took too long */
export function createCleanup(onFailure: (name: string, error: unknown) => void): Cleanup {
  const steps: { name: string; undo: () => Promise<unknown> | void }[] = [];
  let running: Promise<void> | undefined;
  const runAll = async () => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      const tooLong = new AbortController();
      const timeout = sleep(STEP_TIMEOUT_MS, undefined, { signal: tooLong.signal, ref: false }).then(() => {
        throw new Error(`it took longer than ${STEP_TIMEOUT_MS / 1000} seconds`);
      });
      try {
        await Promise.race([step.undo(), timeout]);
      } catch (error) {
        onFailure(step.name, error);
      } finally {
        timeout.catch(() => undefined);
        tooLong.abort();
      }
    }
  };
  return {
    add(name, undo) {
      steps.push({ name, undo });
      // Begun while we were already ending: undo it at once.
      if (running !== undefined) running = running.then(runAll);
    },
    run() {
      running ??= runAll();
      return running;
    },
  };
}
