import { InvalidArgumentError, type Command } from 'commander';
import { runCommand } from '../command.ts';

const json = ['--json', 'print JSON'] as const;
const why = ['--why <text>', 'the decision behind it, for whoever asks later'] as const;
const by = ['--by <user>', 'who decides: a user of the bank with the role for it'] as const;

/** Adds `arrears models`. */
export function register(program: Command): void {
  const models = program
    .command('models')
    .summary('train, publish and roll back what cases are scored by')
    .description(
      'The risk models in the database: learnt from the past of all loans every week, published only if not worse than ' +
        'the one before. docs/how-to/train-a-model.md tells the whole of it.',
    );
  models
    .command('train')
    .summary('learn a model now and publish it if it is not worse')
    .description(
      'Has a worker learn a model from the past of all loans, waits for it and prints what came of it.',
    )
    .option('--by <user>', 'who asks', 'operator')
    .option(...json)
    .action((options: { by: string; json?: boolean }) =>
      runCommand(options, async (context) => (await commands()).train(options, context)),
    );
  models
    .command('list')
    .summary('all versions, how good each was on later days, and which counts')
    .option(...json)
    .action((options: { json?: boolean }) =>
      runCommand(options, async (context) => (await commands()).list(context)),
    );
  models
    .command('stability')
    .summary('compare overdue loans with those that the published model has learnt from')
    .description(
      'Measures how far the overdue loans of the last month are from those that the published model has learnt from, by the ' +
        'population stability index of the score and of each feature; keeps the figures, and raises an alert where one is ' +
        'above 0.25. Every training run does so too. docs/segments-and-drift.md tells what the figures mean.',
    )
    .option(...json)
    .action((options: { json?: boolean }) =>
      runCommand(options, async (context) =>
        (await import('../model/stability-command.ts')).stability(context),
      ),
    );
  models
    .command('publish')
    .summary('have cases scored by this version from now on')
    .argument('<version>', 'number of a version, as list prints it', version)
    .requiredOption(...by)
    .requiredOption(...why)
    .option(...json)
    .action((of: number, options: Decided) =>
      runCommand(options, async (context) => (await commands()).publish(of, options, context)),
    );
  models
    .command('rollback')
    .summary('bring back what counted before the model that counts now')
    .requiredOption(...by)
    .requiredOption(...why)
    .option(...json)
    .action((options: Decided) =>
      runCommand(options, async (context) => (await commands()).rollBack(options, context)),
    );
  for (const [name, allowed] of [
    ['allow', true],
    ['disallow', false],
  ] as const) {
    models
      .command(name)
      .summary(`${allowed ? 'allow' : 'no longer allow'} models to use a protected attribute`)
      .argument('<attribute>', 'like age')
      .requiredOption(...by)
      .requiredOption(...why)
      .option(...json)
      .action((attribute: string, options: Decided) =>
        runCommand(options, async (context) =>
          (await commands()).permit({ attribute, allowed, ...options }, context),
        ),
      );
  }
}

interface Decided {
  by: string;
  why: string;
  json?: boolean;
}

const commands = () => import('../model/models-commands.ts');

function version(text: string): number {
  const digits = /^(?:bank-)?([1-9]\d{0,8})$/.exec(text)?.[1];
  if (digits !== undefined) return Number(digits);
  throw new InvalidArgumentError(`'${text}' is no version: 7, or bank-7.`);
}
