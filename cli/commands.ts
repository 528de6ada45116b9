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
    name: 'demo',
    summary: 'the whole system on this machine, with a made-up portfolio',
    load: async () => (await import('./commands/demo.ts')).register,
  },
  {
    name: 'up',
    summary: 'run everything in one process until stopped',
    load: async () => (await import('./commands/up.ts')).register,
  },
  {
    name: 'api',
    summary: 'serve the HTTP API until stopped',
    load: async () => (await import('./commands/api.ts')).register,
  },
  {
    name: 'worker',
    summary: 'carry out cases until stopped',
    load: async () => (await import('./commands/worker.ts')).register,
  },
  {
    name: 'migrate',
    summary: 'bring the database to this version',
    load: async () => (await import('./commands/migrate.ts')).register,
  },
  {
    name: 'import',
    summary: 'read customers, loans, instalments, payments and ratings from files',
    load: async () => (await import('./commands/import.ts')).register,
  },
  {
    name: 'arrears-report',
    summary: 'who is how late, and by how much',
    load: async () => (await import('./commands/arrears-report.ts')).register,
  },
  {
    name: 'sweep',
    summary: 'open a case for each delinquent loan that has none',
    load: async () => (await import('./commands/sweep.ts')).register,
  },
  {
    name: 'compliance',
    summary: 'say whether contacts are permitted, and by which rules',
    load: async () => (await import('./commands/compliance.ts')).register,
  },
  {
    name: 'scripts',
    summary: 'audit the words that customers get',
    load: async () => (await import('./commands/scripts.ts')).register,
  },
  {
    name: 'strategies',
    summary: 'see and check what cases go by',
    load: async () => (await import('./commands/strategies.ts')).register,
  },
  {
    name: 'outbox',
    summary: 'read the messages that the sandbox has kept',
    load: async () => (await import('./commands/outbox.ts')).register,
  },
  {
    name: 'contacts',
    summary: 'ask what became of contacts whose answer was lost',
    load: async () => (await import('./commands/contacts.ts')).register,
  },
  {
    name: 'model',
    summary: 'learn, use and judge a risk model',
    load: async () => (await import('./commands/model.ts')).register,
  },
  {
    name: 'models',
    summary: 'train, publish and roll back what cases are scored by',
    load: async () => (await import('./commands/models.ts')).register,
  },
  {
    name: 'simulate',
    summary: 'what two strategies would do and cost, side by side',
    load: async () => (await import('./commands/simulate.ts')).register,
  },
  {
    name: 'bench',
    summary: 'measure beside the bare engine',
    load: async () => (await import('./commands/bench.ts')).register,
  },
];
