import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childEnv, readEnv } from '../env.ts';
import { cacheDir } from '../paths.ts';
import { noProgress, type OnProgress } from '../progress.ts';
import { UserError } from '../user-error.ts';
import { fetchOnce } from './fetch-once.ts';
import { downloadBySdk, findDownloaded } from './sdk-download.ts';
import { isExecutable, which } from './which.ts';

const VERSION = '1.32.0';

/** A cold Maven repository behind a slow mirror. */
const MAVEN_TIMEOUT_MS = 10 * 60_000;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>arrears</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;

/**
 * The SDK starts the program as `PORT [flags]`, the server's own usage. It does not end it when it is killed itself:
 * so a watcher beside it looks once a second whether the one who started it is still there. `exec` keeps `$$`, which
 * is then the JVM. One JVM flag: a quick start matters, speed does not.
 */
const launcher = (java: string) => `#!/bin/sh
(
  while kill -0 "$PPID" && kill -0 $$; do sleep 1; done
  kill -s KILL $$
) </dev/null >/dev/null 2>&1 &
exec "${java}" -XX:TieredStopAtLevel=1 -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;

/**
 * Temporal's test server with a skipping clock, as a program for
 * `TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`:
 * `TEMPORAL_TEST_SERVER_PATH`, else the per-user cache, else the SDK's download, else by Maven.
 *
 * @throws UserError that says what to install or set when there is no way to it
 */
export async function findTestServer(options: { onProgress?: OnProgress } = {}): Promise<string> {
  const { onProgress = noProgress } = options;
  const { temporalTestServerPath } = readEnv();
  if (temporalTestServerPath !== undefined) {
    if (isExecutable(temporalTestServerPath)) return temporalTestServerPath;
    throw new UserError(
      `TEMPORAL_TEST_SERVER_PATH names ${temporalTestServerPath}, which is not a program that can be run.`,
    );
  }
  // The number counts versions of the launcher: an old one in a cache must not be used.
  const folder = cacheDir(`temporal-test-server-${VERSION}-2`);
  const launched = join(folder, 'temporal-test-server');
  return fetchOnce({
    folder,
    find: () => (isExecutable(launched) ? launched : findDownloaded(join(folder, 'sdk'))),
    fetch: async () => (await download(folder, onProgress)) ?? (await build(folder, launched, onProgress)),
    onWait: () => onProgress('Another process fetches the Temporal test server, once'),
  });
}

async function download(folder: string, onProgress: OnProgress): Promise<string | undefined> {
  onProgress('Downloading the Temporal test server, once (under a minute)');
  // The SDK names its releases of this server by the Java SDK's version.
  return downloadBySdk({ kind: 'time-skipping', version: `v${VERSION}` }, join(folder, 'sdk'));
}

async function build(folder: string, launched: string, onProgress: OnProgress): Promise<string> {
  const [mvn, java] = [which('mvn'), which('java')];
  if (mvn === undefined || java === undefined) {
    throw new UserError(
      'The Temporal test server is missing and its download was refused: install Java 11 or later and Maven, or set TEMPORAL_TEST_SERVER_PATH.',
    );
  }
  onProgress('Fetching the Temporal test server with Maven, once (under a minute)');
  await fetchWithMaven(mvn, java, folder);
  return launched;
}

async function fetchWithMaven(mvn: string, java: string, folder: string): Promise<void> {
  const half = `${folder}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  try {
    writeFileSync(join(half, 'pom.xml'), POM);
    const goal = [
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies',
      '-DoutputDirectory=lib',
      '-DincludeScope=runtime',
    ];
    await promisify(execFile)(mvn, ['--batch-mode', '--quiet', ...goal], {
      cwd: half,
      env: childEnv(),
      timeout: MAVEN_TIMEOUT_MS,
      maxBuffer: 16 * 1024 * 1024,
    });
    writeFileSync(join(half, 'temporal-test-server'), launcher(java));
    chmodSync(join(half, 'temporal-test-server'), 0o755);
    rmSync(folder, { recursive: true, force: true });
    renameSync(half, folder);
  } catch (error) {
    const { stdout = '', message } = error as { stdout?: string; message: string };
    const why = /^\[ERROR\] (.*)$/m.exec(stdout)?.[1] ?? message;
    throw new UserError(`The Temporal test server could not be fetched with Maven: ${why}`, { cause: error });
  } finally {
    if (existsSync(half)) rmSync(half, { recursive: true, force: true });
  }
}
