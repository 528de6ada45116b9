import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../config/user-error.ts';
import { openCaseNotes } from '../../db/demo-checks-repository.ts';
import { readFigures, type Figures } from '../../db/figures-repository.ts';
import type { Portfolio } from '../../domain/portfolio/portfolio.ts';
import { LiveTable, type Moment } from './live-table.ts';
import type { DemoOptions } from './options.ts';
import type { Stack } from './stack.ts';

const LOOK_EVERY_MS = 500;

/**
 * Shows the figures until all cases have ended (with --exit), or we are stopped.
 *
 * @returns the last moment, or undefined when we are stopped
 * @throws UserError naming the cases that are open when the time is over
 */
export async function watch(input: {
  options: Pick<DemoOptions, 'exit' | 'withinSeconds'>;
  stack: Stack;
  portfolio: Portfolio;
  signal: AbortSignal;
  startMs: number;
}): Promise<Moment | undefined> {
  const { options, stack, portfolio, signal, startMs } = input;
  const table = new LiveTable();
  const { pool } = stack.runtime.database;
  while (!signal.aborted) {
    const figures = await readFigures(pool);
    const nowMs = stack.runtime.clock.now();
    const toOpen = Math.max(0, portfolio.loans.length - loansOf(figures));
    const moment = { figures, nowMs, asOf: portfolio.asOf, toOpen, currency: portfolio.currency };
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
/** A loan may have had more than one case. */
const loansOf = ({ stages, ends, reopened }: Figures) => total(stages) + total(ends) - reopened;

/** All cases closed, and their workflows ended too: a cured case still says thank you. */
async function allDone({ runtime }: Stack, figures: Figures): Promise<boolean> {
  if (total(figures.stages) > 0) return false;
  // Daily operations go on for as long as there is a bank.
  const query = `ExecutionStatus = 'Running' AND WorkflowType != 'dailyOperationsWorkflow'`;
  const { count } = await runtime.client.workflow.count(query);
  return count === 0;
}

async function tooLate({ runtime }: Stack, toOpen: number, seconds: number): Promise<string> {
  const open = await openCaseNotes(runtime.database.pool);
  const named = open.slice(0, 10).map(({ loanId, stage, next }) => `${loanId} (${stage}; ${next})`);
  const rest = open.length > named.length ? `, and ${open.length - named.length} more` : '';
  const unopened = toOpen > 0 ? ` ${toOpen} cases were not opened.` : '';
  return `The demo is not over after ${seconds} seconds.${unopened} Still open: ${named.join(', ') || 'none'}${rest}.`;
}
