import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { random } from '../../domain/portfolio/random.ts';

const ARREARS = fileURLToPath(new URL('../../bin/arrears', import.meta.url));

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `arrears model ...` as a person does. */
export function arrearsModel(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [ARREARS, 'model', ...args],
      { maxBuffer: 64 * 2 ** 20 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** A folder for a test's files. */
export function createFolder() {
  const path = mkdtempSync(join(tmpdir(), 'arrears-model-'));
  return {
    path: (name: string) => join(path, name),
    write(name: string, lines: readonly string[]): string {
      writeFileSync(join(path, name), `${lines.join('\n')}\n`);
      return join(path, name);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export const HEADER = 'customer_id,days_late,region,SEX,same,defaulted';

/** Lines of a table: the later and the more southern, the riskier. */
export function lines(rows: number, key = 'rows'): string[] {
  const { next, int, pick } = random(key);
  return Array.from({ length: rows }, (_, row) => {
    const days = int(0, 90);
    const region = pick(['north', 'south', 'Stadt, "alt"']);
    const risk = 0.05 + days / 200 + (region === 'south' ? 0.25 : 0);
    const quoted = region.includes('"') ? `"${region.replaceAll('"', '""')}"` : region;
    const late = next() < 0.05 ? 'NA' : String(days);
    return [`C${row}`, late, quoted, int(1, 2), 'x', next() < risk ? 1 : 0].join(',');
  });
}
