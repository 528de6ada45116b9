import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SHELL = fileURLToPath(new URL('fixtures/shell.ts', import.meta.url));

/** A run of the fixture's command line. */
export interface Run {
  readonly child: ChildProcess;
  /** The first line of its stdout. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Runs the fixture with an environment that names no service unless `env` does. */
export function runShell(args: readonly string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', SHELL, ...args], {
    env: { ...process.env, DATABASE_URL: '', TEMPORAL_ADDRESS: '', TEMPORAL_PROFILE: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const [line, rest] = stdout.split('\n');
      if (line !== undefined && rest !== undefined) resolve(line);
    });
    void ended.then(({ stderr: told }) => reject(new Error(`it ended without a line: ${told}`)));
  });
  // Not every test waits for it.
  firstLine.catch(() => undefined);
  return { child, firstLine, ended };
}
