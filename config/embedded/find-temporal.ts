import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readEnv } from '../env.ts';
import { cacheDir } from '../paths.ts';
import { noProgress, type OnProgress } from '../progress.ts';
import { UserError } from '../user-error.ts';
import { buildTemporal, TEMPORAL_CLI_VERSION } from './build-temporal.ts';
import { fetchOnce } from './fetch-once.ts';
import { downloadBySdk, findDownloaded } from './sdk-download.ts';
import { isExecutable, which } from './which.ts';

/**
 * The `temporal` program with the dev server in it: `TEMPORAL_CLI_PATH`, else PATH, else the per-user cache, else the
 * SDK's download, else built with Go; what was fetched or built stays in the cache.
 *
 * @throws UserError that says what to install or set when there is no way to it
 */
export async function findTemporal(onProgress: OnProgress = noProgress): Promise<string> {
  const { temporalCliPath } = readEnv();
  if (temporalCliPath !== undefined) {
    if (isExecutable(temporalCliPath)) return temporalCliPath;
    throw new UserError(
      `TEMPORAL_CLI_PATH names ${temporalCliPath}, which is not a program that can be run.`,
    );
  }
  const installed = which('temporal');
  if (installed !== undefined) return installed;
  const folder = cacheDir(`temporal-cli-${TEMPORAL_CLI_VERSION}`);
  return fetchOnce({
    folder,
    find: () => findIn(folder),
    fetch: () => fetchInto(folder, onProgress),
    onWait: () => onProgress('Another process fetches the Temporal server, once'),
  });
}

function findIn(folder: string): string | undefined {
  const built = join(folder, process.platform === 'win32' ? 'temporal.exe' : 'temporal');
  return isExecutable(built) ? built : findDownloaded(folder);
}

async function fetchInto(folder: string, onProgress: OnProgress): Promise<string> {
  mkdirSync(folder, { recursive: true });
  onProgress('Downloading the Temporal server, once (under a minute)');
  const downloaded = await downloadBySdk({ kind: 'dev-server', version: TEMPORAL_CLI_VERSION }, folder);
  if (downloaded !== undefined) return downloaded;
  const go = which('go');
  if (go === undefined) {
    throw new UserError(
      'The Temporal server is missing and its download was refused: install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.25 or later, or set TEMPORAL_CLI_PATH or TEMPORAL_ADDRESS.',
    );
  }
  return buildTemporal(go, folder, onProgress);
}
