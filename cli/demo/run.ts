import { UserError } from '../../config/user-error.ts';
import type { Pool } from '../../db/client.ts';
import { readDaysToEnd } from '../../db/figures-repository.ts';
import { readRiskFigures } from '../../db/risk-figures-repository.ts';
import { readTimelines } from '../../db/timeline-reader.ts';
import { daysBetween, localDate } from '../../domain/calendar.ts';
import { generatePortfolio } from '../../domain/portfolio/generate.ts';
import { PathTally } from '../../domain/portfolio/paths/tally.ts';
import { rosterOf } from '../../domain/portfolio/roster.ts';
import type { Portfolio } from '../../domain/portfolio/portfolio.ts';
import type { CommandContext } from '../command.ts';
import type { TrainReport } from '../../activities/train-types.ts';
import { watchAlerts } from './alert-watch.ts';
import { BankApi } from './bank-api.ts';
import { largestRegion, reportEconomy } from './economy.ts';
import { fallIll } from './leave.ts';
import { runMornings } from './mornings.ts';
import { reportOutlook } from './outlook-reports.ts';
import { prepareBank } from './prepare.ts';
import type { DemoOptions } from './options.ts';
import { LoanLife } from './loan-life.ts';
import { ZONE } from './loan-books.ts';
import { announceLoans } from './opening.ts';
import { People } from './people.ts';
import { worksFromOf } from './shifts.ts';
import { startServers, startStack, type Stack } from './stack.ts';
import { summaryData, summaryText } from './summary.ts';
import { disagreements } from './verify.ts';
import { clockFrom, startDays, virtualTime } from './virtual-time.ts';
import { watch } from './watch.ts';

/** The snapshot that the mix of the portfolio is of; the demo begins on that morning. */
const AS_OF = '2026-11-01';

/** Runs the demo until its end, or until it is stopped. */
export async function runDemo(options: DemoOptions, context: CommandContext): Promise<void> {
  const startMs = performance.now();
  const { loans, seed, daySeconds } = options;
  const { progress, cleanup } = context;
  const portfolio = generatePortfolio({ loans, seed, asOf: AS_OF });
  const services = await startServers(context);
  const clockSpec = clockFrom(AS_OF, Date.now());
  const stack = await startStack(context, { services, clockSpec, port: options.port });
  const { runtime } = stack;
  const { pool } = runtime.database;
  const training = await prepareBank(stack, portfolio, { seed, progress });
  progress.clear();
  tell(stack, options, portfolio, training);

  // Stopped before the servers are, whatever ends the demo.
  const ending = new AbortController();
  cleanup.add('customers', () => ending.abort());
  const signal = AbortSignal.any([context.signal, ending.signal]);
  const time = virtualTime(runtime.clock, signal);
  const api = new BankApi({ baseUrl: stack.apiUrl, currency: portfolio.currency, signal });
  const now = () => time.now();
  const customers = new Map(portfolio.customers.map((customer) => [customer.customerId, customer]));
  const worksFrom = worksFromOf(rosterOf(portfolio));
  const lives = portfolio.loans.flatMap((loan) => {
    const customer = customers.get(loan.customerId);
    return customer ? [new LoanLife({ loan, customer, seed, api, now, worksFrom })] : [];
  });
  // Everything is ready: the first day begins now.
  startDays(clockSpec, daySeconds, Date.now());
  const people = new People({ lives, pool, now });
  const largest = largestRegion(portfolio);
  const others = [
    people.live(signal),
    announceLoans({ api, time, portfolio, seed }),
    reportOutlook({ api, time, portfolio, seed }),
    reportEconomy({ api, time, asOf: AS_OF, region: largest }),
    fallIll({ api, time, asOf: AS_OF }),
    watchAlerts({ api, time, asOf: AS_OF, region: largest }),
    runMornings({
      ...{ client: runtime.client, taskQueue: runtime.taskQueue, clockSpec, time, asOf: AS_OF },
      ...{ regions: regionsOf(portfolio), largest },
    }),
    stack.worker.running.then(() => Promise.reject(new Error('the worker has stopped'))),
  ];
  const ended = await untilFirst(watch({ options, stack, portfolio, signal, startMs }), others).catch(
    (error: unknown) => {
      // What breaks off while we are being stopped did not fail.
      if (context.signal.aborted) return undefined;
      throw error;
    },
  );
  ending.abort();
  if (ended === undefined) return;

  const outcome = {
    figures: ended.figures,
    ends: await readDaysToEnd(pool),
    risk: await readRiskFigures(pool),
    training,
    currency: portfolio.currency,
    seed,
    loans: portfolio.loans.length,
    days: daysBetween(AS_OF, localDate(ended.nowMs, ZONE)) + 1,
    seconds: (performance.now() - startMs) / 1000,
    answers: api.answers,
    refusals: api.refusals,
    paths: await pathsUsed(pool),
    disagreements: await disagreements({ figures: ended.figures, pool, client: runtime.client, lives }),
  };
  context.result(summaryText(outcome), summaryData(outcome));
  if (outcome.disagreements.length > 0) {
    throw new UserError('The figures of the demo do not agree with the database or with Temporal.');
  }
}

const regionsOf = ({ customers }: Portfolio) => [...new Set(customers.map(({ region }) => region))].sort();

/** @returns which ways through the system were taken, by the timelines of all cases */
async function pathsUsed(pool: Pool) {
  const tally = new PathTally();
  for await (const timeline of readTimelines(pool)) tally.add(timeline);
  return tally.result();
}

/** @returns what `work` comes to; throws as soon as one of the others fails */
async function untilFirst<T>(work: Promise<T>, others: readonly Promise<void>[]): Promise<T> {
  const never = new Promise<never>(() => undefined);
  const failures = others.map((other) => other.then(() => never));
  // Whichever comes second has nobody who waits for it.
  for (const promise of [work, ...failures]) promise.catch(() => undefined);
  return Promise.race([work, ...failures]);
}

function tell(
  { apiUrl, temporalUiUrl }: Stack,
  { daySeconds, exit }: DemoOptions,
  { loans }: Portfolio,
  training: TrainReport,
): void {
  const lines = [
    '',
    `API docs     ${apiUrl}/docs`,
    `Cases        ${apiUrl}/v1/cases`,
    `Temporal UI  ${temporalUiUrl}/workflows`,
    '',
    `Cases are scored by ${training.result === 'published' ? training.model : 'the expert scorecard'}. ${training.why}`,
    `${loans.length} loans of made-up customers; a day takes ${daySeconds} seconds; nothing leaves this machine.`,
    exit ? 'Ends by itself when all cases have ended.' : 'Ctrl-C stops everything.',
    '',
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}
