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
export const COMMANDS: readonly CommandEntry[] = [];
