import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readEnv } from '../env.ts';

/** The full path of a program on PATH, if it is there. */
export function which(program: string): string | undefined {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`, program] : [program];
  return readEnv()
    .path.split(delimiter)
    .filter((dir) => dir !== '')
    .flatMap((dir) => names.map((name) => join(dir, name)))
    .find(isExecutable);
}

/** Whether this is a file that we may run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
