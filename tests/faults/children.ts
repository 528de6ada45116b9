import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of this folder that runs until it is killed. */
export interface Child {
  readonly pid: number;
  /** Resolves when it has printed the line. */
  printed(line: string): Promise<void>;
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
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return {
    pid: child.pid ?? 0,
    ended,
    async printed(line) {
      while (!stdout.includes(line)) {
        if (hasEnded(child)) throw new Error(`${file} ended before it said '${line}': ${stderr}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
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
