import { InvalidArgumentError, type Command } from 'commander';
import { isIsoDate } from '../../domain/calendar.ts';
import { runCommand } from '../command.ts';
import type { SimulateOptions } from '../simulate/simulate-command.ts';

/** Adds `arrears simulate`. */
export function register(program: Command): void {
  program
    .command('simulate')
    .summary('what two strategies would do and cost, side by side')
    .description(
      'Lives the cases of a portfolio through two strategies by the rules of the product, with made-up customers who respond as ' +
        'assumed (docs/how-to/simulate.md), and prints contacts, cost, cures, recovered amount, complaints and legal actions. ' +
        'No database is needed and nobody is contacted.',
    )
    .requiredOption('--strategy <strategy>', 'id of a built-in strategy, or a JSON file')
    .requiredOption('--against <strategy>', 'the one to compare it with')
    .requiredOption('--portfolio <dir>', 'folder of the files that import reads')
    .requiredOption('--seed <number>', 'of the first run; the same seed gives the same result', wholeFrom(0))
    .option('--runs <number>', 'how many seeds; intervals need two at least', wholeFrom(1), 5)
    .option('--days <number>', 'how long the cases are followed', wholeFrom(1), 180)
    .option(
      '--as-of <date>',
      'day on which the cases open (default: the day after the newest payment or rating)',
      date,
    )
    .option('--assumptions <file>', 'JSON file of how customers respond; what it leaves out is as assumed')
    .option(
      '--estimate',
      'estimate from the payments in the portfolio how often customers pay by how late they are',
    )
    .option('--out <file>', 'write a picture (SVG)')
    .option('--json', 'print all figures as JSON, by risk and by day too')
    .action((options: SimulateOptions) =>
      runCommand({ json: options.json }, async (context) => {
        const { simulateCommand } = await import('../simulate/simulate-command.ts');
        await simulateCommand(options, context);
      }),
    );
}

function wholeFrom(least: number) {
  return (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least) return number;
    throw new InvalidArgumentError(`'${text}' is no whole number from ${least} on.`);
  };
}

function date(text: string): string {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError(`'${text}' is no date (YYYY-MM-DD).`);
}
