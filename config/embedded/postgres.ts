import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { noProgress, type OnProgress } from '../progress.ts';
import { UserError } from '../user-error.ts';
import { resetLeases } from './leases.ts';
import { lastLogLine, startOwnedServer, type OwnedServer } from './owned-server.ts';
import { claimPort } from './ports.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** Of the database `arrears`, as a superuser. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly guardPid: number | undefined;
  readonly logFile: string;
  /** Stops and starts it on the same port and files; `immediate` = as if the machine had failed. */
  restart(mode?: 'fast' | 'immediate'): Promise<void>;
  stop(): Promise<void>;
}

/** How PostgreSQL is started. */
export interface StartPostgresOptions {
  /** Folder of the cluster, its password and its log. */
  readonly dataDir: string;
  /** Default: any free one. */
  readonly port?: number | undefined;
  /** Begin with an empty cluster and remove it at the end. */
  readonly ephemeral?: boolean;
  /** false: faster, and a crash of the machine (not of the server) may lose it all. Default: not `ephemeral`. */
  readonly durable?: boolean;
  readonly onProgress?: OnProgress;
}

const USER = 'arrears';
const NOT_DURABLE = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
];

/**
 * Starts PostgreSQL from the npm package, on this machine's loopback only.
 *
 * @throws UserError when the port is taken, the folder is in use or unusable, or the server does not come up
 */
export async function startPostgres(options: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, ephemeral = false, durable = !ephemeral, onProgress = noProgress } = options;
  const binaries = findPostgresBinaries();
  const cluster = join(dataDir, 'cluster');
  const logFile = join(dataDir, 'postgres.log');
  refuseIfInUse(cluster, dataDir);
  if (ephemeral) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  resetLeases(dataDir);
  if (!existsSync(cluster)) {
    onProgress('Creating the PostgreSQL cluster');
    initialise({ dataDir, cluster, binaries, durable });
  }
  refuseOtherVersion(cluster, binaries);
  const port = await claimPort(options.port, 'PostgreSQL');
  const password = readFileSync(join(dataDir, 'password'), 'utf8').trim();
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/arrears`;

  const run = async (): Promise<OwnedServer> => {
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
      'shared_buffers=256MB',
      ...(durable ? [] : NOT_DURABLE),
    ].flatMap((setting) => ['-c', setting]);
    const server = await startOwnedServer({
      command: binaries.postgres,
      args: ['-D', cluster, '-p', String(port), ...settings],
      serverDir: dataDir,
      logFile,
      stopSignal: 'SIGINT',
      user: binaries.user,
      removeDir: ephemeral ? dataDir : undefined,
    });
    await waitUntilReady(server, url, logFile);
    return server;
  };

  onProgress('Starting PostgreSQL');
  let server = await run();
  return {
    url,
    port,
    logFile,
    get pid() {
      return server.pid;
    },
    get guardPid() {
      return server.guardPid;
    },
    async restart(mode = 'fast') {
      await server.stop(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      server = await run();
    },
    async stop() {
      await server.stop();
      if (ephemeral) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Connects as a caller would, and makes the database `arrears` the first time. */
async function waitUntilReady(server: OwnedServer, url: string, logFile: string): Promise<void> {
  const adminUrl = url.replace(/\/arrears$/, '/postgres');
  // Recovery after a crash of a large database takes its time.
  const deadlineMs = Date.now() + 120_000;
  for (;;) {
    const client = new pg.Client({ connectionString: adminUrl });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const known = await client.query(`SELECT FROM pg_database WHERE datname = 'arrears'`);
      if (known.rowCount === 0) await client.query('CREATE DATABASE arrears');
      return;
    } catch (error) {
      if (server.ending() !== undefined || Date.now() > deadlineMs) {
        await server.stop('SIGQUIT');
        throw new UserError(`PostgreSQL did not start (${logFile}): ${lastLogLine(logFile)}`, {
          cause: error,
        });
      }
      await sleep(40);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function initialise(options: {
  dataDir: string;
  cluster: string;
  binaries: PostgresBinaries;
  durable: boolean;
}): void {
  const { dataDir, cluster, binaries, durable } = options;
  const passwordFile = join(dataDir, 'password');
  writeFileSync(passwordFile, `${randomBytes(18).toString('hex')}\n`, { mode: 0o600 });
  // Under another name until it is whole: an interrupted initdb must not be taken for a cluster.
  const half = `${cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  if (binaries.user) {
    chmodSync(dataDir, 0o711);
    for (const path of [half, passwordFile]) chownSync(path, binaries.user.uid, binaries.user.gid);
  }
  const done = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${half}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Bytes decide the order of texts, on every machine the same.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...binaries.user, cwd: '/', encoding: 'utf8' },
  );
  if (done.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    const why =
      done.error?.message ??
      done.stderr
        .trim()
        .split('\n')
        .find((line) => /error/i.test(line)) ??
      done.stderr;
    throw new UserError(`PostgreSQL could not be set up in ${dataDir}: ${why.trim()}`);
  }
  renameSync(half, cluster);
}

/** A lock file whose process is dead is no obstacle: PostgreSQL sees that itself. A living one is. */
function refuseIfInUse(cluster: string, dataDir: string): void {
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const [pid] = readFileSync(lock, 'utf8').split('\n');
  if (isPostgres(Number(pid))) {
    throw new UserError(
      `The database in ${dataDir} is in use by process ${pid}: stop that one first, or set ARREARS_DATA_DIR to another folder.`,
    );
  }
}

/** Process ids are used again, soon in a container: only a live process that is a `postgres` counts. */
function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}

function refuseOtherVersion(cluster: string, binaries: PostgresBinaries): void {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const [, ours] =
    /(\d+)/.exec(spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8' }).stdout) ?? [];
  if (ours !== undefined && made !== ours) {
    throw new UserError(
      `The database in ${cluster} was made by PostgreSQL ${made} and this is ${ours}: dump it with the old version and load it again, or remove the folder.`,
    );
  }
}
