import type { Command } from 'commander';

/** A command in the list of help, and where the rest of it is. */
export interface CommandEntry {
  readonly name: string;
  /** Its line in `arrears --help`. */
  readonly summary: string;
  /** Loads its module, which may pull in much, only when the command is called. */
  readonly load: () => Promise<(program: Command) => void>;
}

/** All commands, in the order of help. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'migrate',
    summary: 'bring the database to this version',
    load: async () => (await import('./commands/migrate.ts')).register,
  },
  {
    name: 'sweep',
    summary: 'open a case for each delinquent loan that has none',
    load: async () => (await import('./commands/sweep.ts')).register,
  },
  {
    name: 'bench',
    summary: 'measure beside the bare engine',
    load: async () => (await import('./commands/bench.ts')).register,
  },
];
