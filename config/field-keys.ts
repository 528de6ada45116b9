import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readEnv, type Env, type FieldKey } from './env.ts';
import { dataDir } from './paths.ts';
import { UserError } from './user-error.ts';

/**
 * The keys of personal data: those of `ARREARS_FIELD_KEYS`; for the embedded database else those of a file in the
 * data folder, which is made the first time and readable by its owner only.
 *
 * @throws UserError when the database is another one and no keys are given: data encrypted with a key that only
 * this machine has would be lost to all others
 */
export function fieldKeys(env: Env): readonly FieldKey[] {
  if (env.fieldKeys !== undefined) return env.fieldKeys;
  if (env.databaseUrl !== undefined) {
    throw new UserError(
      'Telephone numbers and e-mail addresses are encrypted in the database of DATABASE_URL: ' +
        'set ARREARS_FIELD_KEYS to the keys that all its users share, for new ones export ARREARS_FIELD_KEYS="k1:$(openssl rand -base64 32)".',
    );
  }
  const path = dataDir('field-keys');
  if (!existsSync(path)) createKeyFile(path);
  return readKeyFile(path);
}

/** Written whole under another name first; when two processes do it at once, the first to link it wins. */
function createKeyFile(path: string): void {
  // Others may pass through: PostgreSQL's own user has a folder below.
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  chmodSync(own, 0o600);
  try {
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own);
  }
}

function readKeyFile(path: string): readonly FieldKey[] {
  try {
    const { fieldKeys: keys } = readEnv({ ARREARS_FIELD_KEYS: readFileSync(path, 'utf8').trim() });
    if (keys !== undefined) return keys;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  throw new UserError(
    `The key file ${path} is damaged: restore it from a backup, as what was encrypted with it cannot be read otherwise.`,
  );
}
