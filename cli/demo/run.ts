import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../config/user-error.ts';
import { openCaseNotes } from '../../db/demo-checks-repository.ts';
import { readDaysToEnd, readFigures, type Figures } from '../../db/figures-repository.ts';
import { savePortfolio } from '../../db/portfolio-repository.ts';
import { daysBetween, localDate } from '../../domain/calendar.ts';
import { generatePortfolio } from '../../domain/portfolio/generate.ts';
import type { Portfolio } from '../../domain/portfolio/portfolio.ts';
import type { CommandContext } from '../command.ts';
import { BankApi } from './bank-api.ts';
import { LiveTable, type Moment } from './live-table.ts';
import { LoanLife } from './loan-life.ts';
import { ZONE } from './loan-books.ts';
import { openCases } from './opening.ts';
import { People } from './people.ts';
import { startServers, startStack, type Stack } from './stack.ts';
import { summaryData, summaryText } from './summary.ts';
import { disagreements } from './verify.ts';
import { clockFrom, virtualTime } from './virtual-time.ts';

export interface DemoOptions {
  loans: number;
  seed: string;
  /** real seconds that a virtual day takes */
  daySeconds: number;
  /** end when all cases have ended */
  exit: boolean;
  /** real seconds after which a demo that is to end is given up */
  withinSeconds: number;
  port: number | undefined;
}

/** The snapshot that the mix of the portfolio is of; the demo begins on that morning. */
const AS_OF = '2026-11-01';
const LOOK_EVERY_MS = 500;

/** Runs the demo until its end, or until it is stopped. */
export async function runDemo(options: DemoOptions, context: CommandContext): Promise<void> {
  const startMs = performance.now();
  const { loans, seed, daySeconds, exit } = options;
  const { progress, cleanup } = context;
  const portfolio = generatePortfolio({ loans, seed, asOf: AS_OF });
  const services = await startServers(context);
  const clockSpec = clockFrom(AS_OF, daySeconds, Date.now());
  const stack = await startStack(context, { services, clockSpec, port: options.port });
  progress.show('Making up a portfolio');
  const { pool } = stack.runtime.database;
  await savePortfolio(pool, stack.runtime.encryption, portfolio);
  progress.clear();
  tell(stack, options, portfolio);

  // Stopped before the servers are, whatever ends the demo.
  const ending = new AbortController();
  cleanup.add('customers', () => ending.abort());
  const signal = AbortSignal.any([context.signal, ending.signal]);
  const time = virtualTime(stack.runtime.clock, signal);
  const api = new BankApi({ baseUrl: stack.apiUrl, currency: portfolio.currency, signal });
  const now = () => time.now();
  const lives = portfolio.loans.map((loan) => new LoanLife({ loan, seed, api, now }));
  // Everything is ready and nobody has asked for the time: the first day begins now.
  clockSpec.realStartMs = Date.now();
  const people = new People({ lives, pool, now });
  const running = Promise.all([
    people.live(signal),
    openCases({ runtime: stack.runtime, api, time, portfolio, seed }),
  ]).then(() => undefined);
  const failing = Promise.race([
    running.then(() => new Promise<never>(() => undefined)),
    stack.worker.running,
  ]);
  failing.catch(() => undefined);

  const table = new LiveTable();
  const watched = watch({ options, stack, portfolio, table, signal, startMs });
  const ended = await Promise.race([watched, failing.then(() => undefined)]).catch((error: unknown) => {
    // What breaks off while we are being stopped did not fail.
    if (context.signal.aborted) return undefined;
    throw error;
  });
  ending.abort();
  await running.catch(() => undefined);
  if (!exit || ended === undefined || context.signal.aborted) return;

  const outcome = {
    figures: ended.figures,
    ends: await readDaysToEnd(pool),
    currency: portfolio.currency,
    seed,
    loans: portfolio.loans.length,
    days: daysBetween(AS_OF, localDate(ended.nowMs, ZONE)) + 1,
    seconds: (performance.now() - startMs) / 1000,
    answers: api.answers,
    disagreements: await disagreements({ figures: ended.figures, pool, client: stack.runtime.client, lives }),
  };
  context.result(summaryText(outcome), summaryData(outcome));
  if (outcome.disagreements.length > 0) {
    throw new UserError('The figures of the demo do not agree with the database or with Temporal.');
  }
}

/** Shows the figures until all cases have ended (with --exit), time is over, or we are stopped. */
async function watch(input: {
  options: DemoOptions;
  stack: Stack;
  portfolio: Portfolio;
  table: LiveTable;
  signal: AbortSignal;
  startMs: number;
}): Promise<Moment | undefined> {
  const { options, stack, portfolio, table, signal, startMs } = input;
  const { pool } = stack.runtime.database;
  while (!signal.aborted) {
    const figures = await readFigures(pool);
    const nowMs = stack.runtime.clock.now();
    const toOpen = Math.max(0, portfolio.loans.length - casesOf(figures));
    const moment = { figures, nowMs, asOf: AS_OF, toOpen, currency: portfolio.currency };
    if (options.exit && toOpen === 0 && (await allDone(stack, figures))) {
      table.end(moment);
      return moment;
    }
    table.show(moment);
    if (options.exit && performance.now() - startMs > options.withinSeconds * 1000) {
      throw new UserError(await tooLate(stack, toOpen, options.withinSeconds));
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

const total = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
const casesOf = ({ stages, ends }: Figures) => total(stages) + total(ends);

/** All cases closed, and their workflows ended too: a cured case still says thank you. */
async function allDone({ runtime }: Stack, figures: Figures): Promise<boolean> {
  if (total(figures.stages) > 0) return false;
  const { count } = await runtime.client.workflow.count(`ExecutionStatus = 'Running'`);
  return count === 0;
}

async function tooLate({ runtime }: Stack, toOpen: number, seconds: number): Promise<string> {
  const open = await openCaseNotes(runtime.database.pool);
  const named = open.slice(0, 10).map(({ loanId, stage, next }) => `${loanId} (${stage}; ${next})`);
  const rest = open.length > named.length ? `, and ${open.length - named.length} more` : '';
  const unopened = toOpen > 0 ? ` ${toOpen} cases were not opened.` : '';
  return `The demo is not over after ${seconds} seconds.${unopened} Still open: ${named.join(', ') || 'none'}${rest}.`;
}

function tell(
  { apiUrl, temporalUiUrl }: Stack,
  { daySeconds, exit }: DemoOptions,
  { loans }: Portfolio,
): void {
  const lines = [
    '',
    `API docs     ${apiUrl}/docs`,
    `Cases        ${apiUrl}/v1/cases`,
    `Temporal UI  ${temporalUiUrl}/workflows`,
    '',
    `${loans.length} loans of made-up customers; a day takes ${daySeconds} seconds; nothing leaves this machine.`,
    exit ? 'Ends by itself when all cases have ended.' : 'Ctrl-C stops everything.',
    '',
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}
