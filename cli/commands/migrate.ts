import type { Command } from 'commander';
import { migrate } from '../../db/migrate.ts';
import { runCommand, type CommandContext } from '../command.ts';
import { openDatabase } from '../services.ts';

/** Adds `arrears migrate`. */
export function register(program: Command): void {
  program
    .command('migrate')
    .summary('bring the database to this version')
    .description('Brings the database to this version; running it again changes nothing.')
    .option('--json', 'print what was done as JSON')
    .action((options: { json?: boolean }) => runCommand({ json: options.json }, migrateAll));
}

async function migrateAll({ cleanup, progress, result }: CommandContext): Promise<void> {
  const { url } = await openDatabase({ cleanup, onProgress: progress.show });
  progress.show('Migrating the database');
  const { migrations, strategies } = await migrate(url);
  const searchAttributes = await registerSearchAttributes();
  result(
    [
      `The database is at this version: ${migrations} migrations, ${strategies} strategies added.`,
      ...(searchAttributes > 0 ? [`${searchAttributes} search attributes added to Temporal.`] : []),
    ].join('\n'),
    { migrations, strategies, searchAttributes },
  );
}

/**
 * Hook: where `TEMPORAL_ADDRESS` names a server of our own choosing, the search attributes of the case workflow have
 * to be registered there (the embedded one gets them when it starts).
 *
 * @returns how many were added
 */
function registerSearchAttributes(): Promise<number> {
  return Promise.resolve(0);
}
