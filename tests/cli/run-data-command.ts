import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SHELL = fileURLToPath(new URL('fixtures/data-shell.ts', import.meta.url));

/** Keys of personal data for tests. */
export const FIELD_KEYS = `k1:${Buffer.alloc(32, 1).toString('base64')}`;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `arrears import`, `arrears-report`, `migrate` or `outbox` as a person does. */
export function runDataCommand(args: readonly string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', SHELL, ...args],
      { env: { ...process.env, TEMPORAL_ADDRESS: '', ARREARS_FIELD_KEYS: FIELD_KEYS, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
