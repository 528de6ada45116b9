import type { Command } from 'commander';
import { readEnv } from '../../config/env.ts';
import { migrate } from '../../db/migrate.ts';
import { runCommand, type CommandContext } from '../command.ts';
import { openDatabase } from '../services.ts';

/** Adds `arrears migrate`. */
export function register(program: Command): void {
  program
    .command('migrate')
    .summary('bring the database to this version')
    .description(
      'Brings the database to this version and, where TEMPORAL_ADDRESS is set, registers there the search attributes ' +
        'of cases. Running it again changes nothing.',
    )
    .option('--json', 'print what was done as JSON')
    .action((options: { json?: boolean }) => runCommand({ json: options.json }, migrateAll));
}

async function migrateAll({ cleanup, progress, result }: CommandContext): Promise<void> {
  const { url } = await openDatabase({ cleanup, onProgress: progress.show });
  progress.show('Migrating the database');
  const { migrations, strategies } = await migrate(url);
  const { address, namespace } = readEnv().temporal;
  let searchAttributes: string[] = [];
  // The embedded server gets them when it starts.
  if (address !== undefined) {
    progress.show('Registering search attributes');
    const { registerSearchAttributes } = await import('./search-attributes.ts');
    searchAttributes = await registerSearchAttributes({ address, namespace, cleanup });
  }
  const lines = [
    `The database is at this version: ${migrations} migrations, ${strategies} strategies added.`,
    ...(address === undefined
      ? []
      : [
          `The search attributes are registered with Temporal (${searchAttributes.join(', ') || 'none'} added).`,
        ]),
  ];
  result(lines.join('\n'), { migrations, strategies, searchAttributes });
}
