import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of this folder that runs until it is killed. */
export interface Child {
  readonly pid: number;
  /** @returns the first line that begins so, once it has been printed whole */
  printed(beginning: string): Promise<string>;
  /** Kills it at once, whatever it is doing. */
  kill(): Promise<void>;
  readonly ended: Promise<unknown>;
}

/** Starts `tests/faults/<file>` with one JSON argument. It ends with us: its stdin closes. */
export function startChild(file: string, options: object): Child {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let [stdout, stderr] = ['', ''];
  let closed = false;
  child.once('close', () => (closed = true));
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return {
    pid: child.pid ?? 0,
    ended,
    async printed(beginning) {
      for (;;) {
        const lines = stdout.split('\n').slice(0, -1);
        const found = lines.find((line) => line.startsWith(beginning));
        if (found !== undefined) return found;
        if (closed) throw new Error(`${file} ended before it said '${beginning}': ${stderr}`);
        await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      if (!hasEnded(child)) await ended;
    },
  };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** @returns numbers in 0..1, the same for the same seed (mulberry32) */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
