import { writeFile } from 'node:fs/promises';
import { UserError } from '../../config/user-error.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import { expertScorer } from '../../domain/risk/make-scorer.ts';
import { simulatePortfolio } from '../../domain/simulation/compare.ts';
import { estimateHazard } from '../../domain/simulation/estimate-hazard.ts';
import {
  ASSUMED_RESPONSE,
  responseModelSchema,
  type ResponseModel,
} from '../../domain/simulation/response-model.ts';
import type { Tally } from '../../domain/simulation/tally.ts';
import { strategyVersion } from '../../domain/strategy/schema.ts';
import type { CommandContext } from '../command.ts';
import { findStrategy, readChecked } from './find-strategy.ts';
import { pictureOf } from './picture.ts';
import { readPortfolio, type PortfolioFiles } from './read-portfolio.ts';
import { comparison, tableOf } from './table.ts';

export interface SimulateOptions {
  strategy: string;
  against: string;
  portfolio: string;
  seed: number;
  runs: number;
  days: number;
  asOf?: IsoDate;
  assumptions?: string;
  estimate?: boolean;
  out?: string;
  json?: boolean;
}

/** When the cases of the first day open, by the loans' clock. */
const OPENING_TIME = '06:00';

export async function simulateCommand(options: SimulateOptions, context: CommandContext): Promise<void> {
  const { progress, result, signal } = context;
  const [a, b] = [await findStrategy(options.strategy), await findStrategy(options.against)];
  const assumed = options.assumptions
    ? await readChecked(options.assumptions, responseModelSchema, 'a response model')
    : ASSUMED_RESPONSE;
  const files = await readPortfolio(options.portfolio, progress.show);
  const { currency, zone } = one(files);
  const asOf = options.asOf ?? files.asOf;
  const response = options.estimate ? estimated(assumed, files, asOf) : assumed;
  const startMs = atLocalTime(asOf, OPENING_TIME, zone);
  const pairs: (readonly [Tally, Tally])[] = [];
  for (let run = 0; run < options.runs && !signal.aborted; run += 1) {
    progress.show('Simulating', `seed ${options.seed + run}, ${run + 1} of ${options.runs}`);
    // So that Ctrl-C is heard between two runs.
    await new Promise((resolve) => setImmediate(resolve));
    const input = {
      scorer: expertScorer,
      response,
      seed: options.seed + run,
      startMs,
      days: options.days,
    };
    pairs.push([
      simulatePortfolio(files.customers, { ...input, strategy: a }),
      simulatePortfolio(files.customers, { ...input, strategy: b }),
    ]);
  }
  if (signal.aborted) return;
  const { loans, cases } = casesOf(files, pairs);
  if (cases === 0) throw new UserError(`No loan is delinquent on ${asOf}: name another day by --as-of.`);
  const names = namesOf(strategyVersion(a), strategyVersion(b));
  const head = `${loans} loans, ${cases} delinquent on ${asOf}, ${options.days} days, ${options.runs} seeds from ${options.seed}; means; * more than chance; money in ${currency}`;
  const left =
    files.rejected > 0 ? `\n${files.rejected} rows were no good and left out; arrears import says which` : '';
  result(`${head}${left}\n\n${tableOf(pairs, names, currency)}`, {
    ...{
      strategy: names[0],
      against: names[1],
      asOf,
      days: options.days,
      seed: options.seed,
      runs: options.runs,
    },
    ...{ loans, cases, rejectedRows: files.rejected, currency, response, ...comparison(pairs) },
  });
  // After the figures: a name that cannot be written to does not cost them.
  if (options.out !== undefined) await writePicture(options.out, pictureOf(pairs, names, currency));
}

function estimated(assumed: ResponseModel, { customers }: PortfolioFiles, asOf: IsoDate): ResponseModel {
  return { ...assumed, hazard: estimateHazard(customers, assumed.hazard, asOf).bands };
}

/** Money of two currencies cannot be added, nor days of two zones be compared. */
function one({ customers }: PortfolioFiles): { currency: string; zone: string } {
  const loans = customers.flatMap((customer) => customer.loans);
  const currencies = [...new Set(loans.map(({ currency }) => currency))].sort();
  if (currencies.length > 1) {
    throw new UserError(
      `The portfolio has loans in ${currencies.join(', ')}: simulate one currency at a time, with a folder each.`,
    );
  }
  return { currency: currencies[0] ?? '', zone: loans[0]?.zone ?? 'UTC' };
}

/** A strategy beside itself, or beside another version of the same name, is told apart. */
function namesOf(a: string, b: string): [string, string] {
  return a === b ? [`${a} (strategy)`, `${b} (against)`] : [a, b];
}

function casesOf({ customers }: PortfolioFiles, pairs: readonly (readonly [Tally, Tally])[]) {
  const loans = customers.reduce((sum, customer) => sum + customer.loans.length, 0);
  // Whoever is delinquent has a case on the first day, under any strategy.
  return { loans, cases: pairs[0]?.[0].byDay('caseDays')[0] ?? 0 };
}

async function writePicture(path: string, svg: string): Promise<void> {
  try {
    await writeFile(path, svg);
  } catch (error) {
    throw new UserError(`The picture cannot be written to ${path}: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}
