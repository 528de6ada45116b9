import { InvalidArgumentError, type Command } from 'commander';
import { runCommand } from '../command.ts';
import { runDemo } from '../demo/run.ts';
import { parsePort } from '../parse-port.ts';

interface Options {
  loans: number;
  seed: string;
  speed?: number;
  exit?: boolean;
  within?: number;
  port?: number;
  json?: boolean;
}

/** Adds `arrears demo`. */
export function register(program: Command): void {
  program
    .command('demo')
    .summary('the whole system on this machine, with a made-up portfolio')
    .description(
      'Runs everything on this machine with an accelerated clock: an empty PostgreSQL, a Temporal server with its UI, ' +
        'API and worker, and customers who pay, promise, break their promises, dispute, ask for time or are taken to ' +
        'court. Nothing is kept and nothing is sent to anybody.',
    )
    .option(
      '--loans <n>',
      'delinquent loans; about a tenth more falls late later',
      between(1, 5000, true),
      60,
    )
    .option('--seed <text>', 'another one makes up other people', '1')
    .option(
      '--speed <seconds>',
      'seconds that a day takes (default: 2; with --exit by loans)',
      between(0.3, 86_400),
    )
    .option('--exit', 'end when all cases have ended, with a summary')
    .option(
      '--within <seconds>',
      'with --exit: give up after so long (default: by loans)',
      between(1, 86_400),
    )
    .option(
      '--port <port>',
      'port of the API (default: ARREARS_API_PORT, else 8080 or a free one)',
      parsePort,
    )
    .option('--json', 'print the summary as JSON')
    .action((options: Options) => {
      const { loans, seed, port, json } = options;
      const exit = options.exit ?? false;
      const daySeconds = options.speed ?? (exit ? quickDay(loans) : 2);
      const withinSeconds = options.within ?? Math.max(300, Math.ceil(LONGEST_DAYS * daySeconds + STARTUP_S));
      const demo = { loans, seed, daySeconds, exit, withinSeconds, port };
      return runCommand({ json, untilStopped: !exit }, (context) => runDemo(demo, context));
    });
}

/** No case of the demo lives longer. */
const LONGEST_DAYS = 200;
const STARTUP_S = 45;

/** A day as short as two cores can keep up with: each loan has some twenty steps in half a year. */
function quickDay(loans: number): number {
  return Math.round(Math.min(60, Math.max(0.75, 0.6 + loans * 0.016)) * 100) / 100;
}

function between(from: number, to: number, whole = false): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!(value >= from && value <= to) || (whole && !Number.isInteger(value))) {
      throw new InvalidArgumentError(
        `It must be ${whole ? 'a whole number' : 'a number'} from ${from} to ${to}.`,
      );
    }
    return value;
  };
}
