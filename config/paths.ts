import { chmodSync, mkdtempSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { readEnv } from './env.ts';

/** True when we run as root: PostgreSQL then runs as another user, who cannot enter root's home. */
export const runsAsRoot = process.platform !== 'win32' && userInfo().uid === 0;

/**
 * Where what can be fetched or built again is kept: the Temporal CLI, the test server.
 * `ARREARS_CACHE_DIR`, else `$XDG_CACHE_HOME/arrears`, else `~/.cache/arrears`.
 */
export function cacheDir(...parts: string[]): string {
  const env = readEnv();
  const root = env.cacheDir ?? join(env.xdgCacheHome ?? join(homedir(), '.cache'), 'arrears');
  return join(root, ...parts);
}

/**
 * Where the embedded servers keep what must last: the database, Temporal's file, logs.
 * `ARREARS_DATA_DIR`, else for root `/var/lib/arrears`, else `$XDG_DATA_HOME/arrears`, else `~/.local/share/arrears`.
 */
export function dataDir(...parts: string[]): string {
  const env = readEnv();
  const own = () =>
    runsAsRoot ? '/var/lib/arrears' : join(env.xdgDataHome ?? join(homedir(), '.local', 'share'), 'arrears');
  return join(env.dataDir ?? own(), ...parts);
}

/** A new empty folder for one run, in the system's place for such; the caller removes it. */
export function createRunDir(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), `arrears-${name}-`));
  // Others may pass through but not look: PostgreSQL's own user has a folder below.
  chmodSync(dir, 0o711);
  return dir;
}
