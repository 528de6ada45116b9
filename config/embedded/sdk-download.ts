import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { childEnv } from '../env.ts';
import { isExecutable } from './which.ts';

/** Which of the two servers that the SDK can fetch. */
export type SdkServer = { kind: 'dev-server' | 'time-skipping'; version: string };

const CHILD = fileURLToPath(new URL('sdk-download-child.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Where no download is allowed it is refused at once; a silent firewall must not hold up a start for long. */
const QUIET_MS = 120_000;

/**
 * Lets the SDK download a server. In a process of its own: the SDK's call cannot be broken off, and it would install
 * the SDK's runtime in ours before the worker has had its say.
 *
 * @returns the program's path, or undefined when the download was refused or took too long
 */
export async function downloadBySdk(server: SdkServer, folder: string): Promise<string | undefined> {
  mkdirSync(folder, { recursive: true });
  const child = spawn(process.execPath, ['--import', TSX, CHILD, server.kind, server.version, folder], {
    stdio: 'ignore',
    env: childEnv(),
    timeout: QUIET_MS,
    killSignal: 'SIGKILL',
  });
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  process.off('exit', killOnExit);
  if (code !== 0) return undefined;
  return findDownloaded(folder);
}

/** The program in a folder that the SDK has downloaded into; it chooses the name. */
export function findDownloaded(folder: string): string | undefined {
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith('temporal-'))
      .map((name) => join(folder, name))
      .find(isExecutable);
  } catch {
    return undefined;
  }
}
