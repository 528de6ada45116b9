import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { childEnv } from '../env.ts';
import { clockTime, type OnProgress } from '../progress.ts';
import { UserError } from '../user-error.ts';

/** Server 1.29.1, UI 2.42.1; the pinned version is the one that the tests run on. */
export const TEMPORAL_CLI_VERSION = 'v1.5.1';

/** How many packages a build compiles from nothing: for the estimate only. */
const PACKAGES = 1_300;

/** A build that says nothing for so long hangs on the network; linking, which is silent, takes a minute on a slow core. */
const SILENT_MS = 15 * 60_000;

/**
 * Builds the Temporal CLI with Go into `cacheFolder`.
 *
 * @returns the path of the program
 * @throws UserError with the compiler's last line, or that it has stopped
 */
export async function buildTemporal(
  go: string,
  cacheFolder: string,
  onProgress: OnProgress,
): Promise<string> {
  const step = `Building the Temporal server with Go, once (about five minutes)`;
  const startMs = Date.now();
  // Beside its place until it is whole: another process may look there meanwhile.
  const half = join(cacheFolder, `.build-${process.pid}`);
  mkdirSync(half, { recursive: true });
  let compiled = 0;
  let lastLine = '';
  const report = () => {
    const elapsedMs = Date.now() - startMs;
    // The last packages are the biggest, and linking comes after them: never promise less than a moment.
    const leftMs = Math.max(10_000, (elapsedMs / Math.max(compiled, 1)) * (PACKAGES - compiled));
    const left = compiled < 50 ? '' : `, about ${clockTime(leftMs)} left`;
    onProgress(step, `${compiled} of about ${PACKAGES} packages, ${clockTime(elapsedMs)} elapsed${left}`);
  };
  report();
  const ticker = setInterval(report, 1_000);
  try {
    const child = spawn(
      go,
      ['install', '-v', `github.com/temporalio/cli/cmd/temporal@${TEMPORAL_CLI_VERSION}`],
      {
        // GOFLAGS of the person may hold -mod or tags that do not fit here.
        env: childEnv({ GOBIN: half, GOFLAGS: undefined, GO111MODULE: 'on', CGO_ENABLED: '0' }),
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const killOnExit = () => child.kill('SIGKILL');
    const silence = setTimeout(killOnExit, SILENT_MS).unref();
    process.once('exit', killOnExit);
    createInterface({ input: child.stderr }).on('line', (line) => {
      silence.refresh();
      if (line.startsWith('go: downloading')) return;
      lastLine = line;
      if (/^[\w./-]+$/.test(line)) compiled += 1;
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    process.off('exit', killOnExit);
    clearTimeout(silence);
    if (code === null)
      throw new UserError(
        'Building the Temporal server with Go was stopped, by somebody or because it stood still: look whether Go modules can be reached, then try again.',
      );
    if (code !== 0) throw new UserError(`The Temporal server could not be built with Go: ${lastLine.trim()}`);
    const program = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
    const place = join(cacheFolder, program);
    renameSync(join(half, program), place);
    return place;
  } finally {
    clearInterval(ticker);
    rmSync(half, { recursive: true, force: true });
  }
}
