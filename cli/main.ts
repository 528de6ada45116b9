import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { describe, endProcess } from './command.ts';
import { COMMANDS, type CommandEntry } from './commands.ts';

/**
 * The command line. Ends the process.
 *
 * @param argv - as of `process.argv`
 * @param commands - a parameter for tests
 */
export async function main(
  argv: readonly string[] = process.argv,
  commands: readonly CommandEntry[] = COMMANDS,
): Promise<never> {
  try {
    const program = await buildProgram(argv.slice(2), commands);
    await program.parseAsync(argv);
    return await endProcess(0);
  } catch (error) {
    if (error instanceof CommanderError) {
      // 0: help or the version was asked for and shown; all else is wrong usage, which commander has told.
      return await endProcess(error.exitCode === 0 ? 0 : 2);
    }
    process.stderr.write(`${describe(error)}\n`);
    return await endProcess(1);
  }
}

/** Only the commands that the arguments name are loaded; of the others their line in the list of help is enough. */
async function buildProgram(args: readonly string[], commands: readonly CommandEntry[]): Promise<Command> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const program = new Command('arrears')
    .description("A bank's loan collections: one durable workflow for each delinquent loan.")
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('(arrears --help tells how it is used)')
    .exitOverride();
  for (const { name, summary, load } of commands) {
    if (args.includes(name)) {
      const register = await load();
      register(program);
    } else {
      program.command(name).summary(summary).description(summary);
    }
  }
  for (const command of program.commands) {
    command.exitOverride().helpOption('-h, --help', 'print this help');
    command.showHelpAfterError(`(arrears ${command.name()} --help tells how it is used)`);
  }
  return program;
}
