import { startPostgres, type EmbeddedPostgres } from '../../config/embedded/postgres.ts';
import { startTemporal, type EmbeddedTemporal } from '../../config/embedded/temporal.ts';
import { createRunDir } from '../../config/paths.ts';
import { SEARCH_ATTRIBUTES } from './search-attributes.ts';
import { migrateTemplate } from './template.ts';

interface Shared {
  users: number;
  postgres?: Promise<EmbeddedPostgres> | undefined;
  temporal?: Promise<EmbeddedTemporal> | undefined;
}

/*
 * Vitest loads this module once per project, all in one process: what the projects share hangs on the process.
 */
const KEY = Symbol.for('arrears.test-servers');
const place = globalThis as { [KEY]?: Shared | undefined };

/** Starts what is asked for unless another project has, and counts this user of it. */
export async function acquireServers(need: { postgres?: boolean; temporal?: boolean }) {
  const shared = (place[KEY] ??= { users: 0 });
  shared.users += 1;
  if (need.postgres) {
    shared.postgres ??= startPostgres({
      dataDir: createRunDir('test-postgres'),
      ephemeral: true,
      onProgress: say,
    }).then(async (postgres) => {
      await migrateTemplate(postgres.url);
      return postgres;
    });
  }
  if (need.temporal) {
    shared.temporal ??= startTemporal({
      dataDir: createRunDir('test-temporal'),
      ephemeral: true,
      headless: true,
      searchAttributes: SEARCH_ATTRIBUTES,
      onProgress: say,
    });
  }
  try {
    return { postgres: await shared.postgres, temporal: await shared.temporal };
  } catch (error) {
    // Vitest calls no teardown of a setup that has failed.
    await releaseServers();
    throw error;
  }
}

/** The last user to leave stops the servers and removes their files. */
export async function releaseServers(): Promise<void> {
  const shared = place[KEY];
  if (shared === undefined || (shared.users -= 1) > 0) return;
  place[KEY] = undefined;
  await Promise.allSettled([
    shared.postgres?.then((server) => server.stop()),
    shared.temporal?.then((server) => server.stop()),
  ]);
}

/** Vitest prints what is printed between its own lines; details would be too many of them. */
let lastStep = '';
export function say(step: string): void {
  if (step !== lastStep) process.stderr.write(`${step} …\n`);
  lastStep = step;
}
