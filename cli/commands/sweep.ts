import { InvalidArgumentError, type Command } from 'commander';
import { readEnv } from '../../config/env.ts';
import { HoursReader } from '../../db/hours-reader.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { RiskModelReader } from '../../db/risk-model-reader.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import { ArrearsRepository } from '../../db/arrears-repository.ts';
import { isIsoDate } from '../../domain/calendar.ts';
import { endOfDay } from '../../domain/local-time.ts';
import type { Clock } from '../../domain/clock.ts';
import { runCommand } from '../command.ts';
import { openRuntime } from '../runtime.ts';
import { sweep } from '../../activities/sweep.ts';

/** Adds `arrears sweep`. */
export function register(program: Command): void {
  program
    .command('sweep')
    .summary('open a case for each delinquent loan that has none')
    .description(
      'Opens a case for each loan that is delinquent on that day and has none. It can be run again and cut off at any moment: every loan gets one case.',
    )
    .requiredOption('--as-of <date>', 'the day whose books decide, YYYY-MM-DD', date)
    .option('--json', 'print the figures as JSON')
    .action((options: { asOf: string; json?: boolean }) =>
      runCommand({ json: options.json }, async ({ cleanup, progress, result }) => {
        const runtime = await openRuntime({ cleanup, onProgress: progress.show });
        const { pool, orm } = runtime.database;
        const deps = {
          pool,
          strategies: new StrategyRepository(orm),
          policies: new PolicyReader(pool, { basis: readEnv().contactBasis }),
          models: new RiskModelReader(pool),
          hours: new HoursReader(pool),
          clock: clockOf(options.asOf, runtime.clock),
          caseClient: runtime.caseClient,
        };
        const loans = new ArrearsRepository(pool).delinquentLoans(options.asOf);
        const began = Date.now();
        const report = await sweep(deps, loans, (n) => progress.show('Opening cases', `${n} started`));
        const seconds = (Date.now() - began) / 1000;
        const perSecond = Math.round(report.started / Math.max(seconds, 0.001));
        const text = [
          `${report.delinquent} delinquent loans on ${options.asOf}: ${report.opened} cases opened, ${report.alreadyOpen} had one.`,
          `${report.started} workflows started in ${seconds.toFixed(1)} s (${perSecond} cases per second).`,
        ].join('\n');
        result(text, { ...report, seconds, perSecond });
      }),
    );
}

function date(text: string): string {
  if (!isIsoDate(text)) throw new InvalidArgumentError('It must be a calendar date, YYYY-MM-DD.');
  return text;
}

/**
 * The books of a past day are read as they were at its end, in the zone of the loans' largest market; those of
 * today as they are now.
 */
function clockOf(asOf: string, clock: Clock): Clock {
  const lastMs = endOfDay(asOf, 'Asia/Shanghai') - 1;
  return { ...clock, now: () => Math.min(clock.now(), lastMs) };
}
