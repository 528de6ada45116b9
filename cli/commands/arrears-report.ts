import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { ArrearsRepository } from '../../db/arrears-repository.ts';
import { createDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { isIsoDate, type IsoDate } from '../../domain/calendar.ts';
import { csvField } from '../../domain/csv.ts';
import { formatMinor, formatMoney } from '../../domain/money.ts';
import { runCommand, type CommandContext } from '../command.ts';
import { openDatabase } from '../services.ts';

interface Options {
  asOf: IsoDate;
  out: string;
  json?: boolean;
}

/** What the delinquent loans come to. */
interface Summary {
  readonly asOf: IsoDate;
  loans: number;
  readonly arrearsMinor: Record<string, number>;
  /** loans by days past due */
  readonly byDaysPastDue: Record<number, number>;
}

/** Adds `arrears arrears-report`. */
export function register(program: Command): void {
  program
    .command('arrears-report')
    .summary('list the loans that are overdue on a day')
    .description(
      'Writes loan_id,dpd,arrears of every loan that is overdue at the end of the day, in order of loan_id, and prints a summary.',
    )
    .requiredOption('--as-of <date>', 'day, YYYY-MM-DD, in the zone of each loan', parseDate)
    .option('--out <file>', 'CSV file to write; - is stdout, the summary then goes to stderr', '-')
    .option('--json', 'print the summary as JSON')
    .action((options: Options) => runCommand({ json: options.json }, (context) => report(options, context)));
}

function parseDate(text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError(`'${text}' is not a date (YYYY-MM-DD).`);
}

async function report(options: Options, { cleanup, progress, result }: CommandContext): Promise<void> {
  const { asOf, out } = options;
  const { url, embedded } = await openDatabase({ cleanup, onProgress: progress.show });
  if (embedded) await migrate(url);
  const database = createDatabase(url, { maxConnections: 1 });
  cleanup.add('database connections', () => database.close());
  progress.show('Computing arrears');
  const summary: Summary = { asOf, loans: 0, arrearsMinor: {}, byDaysPastDue: {} };
  const lines = csvLines(new ArrearsRepository(database.pool), asOf, summary);
  if (out === '-') {
    await pipeline(Readable.from(inChunks(lines)), process.stdout, { end: false });
    progress.clear();
    process.stderr.write(`${options.json ? JSON.stringify(summary) : describe(summary)}\n`);
    return;
  }
  // Whoever finds the file under its name finds it whole.
  const part = `${out}.part`;
  cleanup.add('unfinished report', () => rmSync(part, { force: true }));
  await pipeline(Readable.from(inChunks(lines)), createWriteStream(part));
  renameSync(part, out);
  result(describe(summary), summary);
}

/** The lines of the file; counts them on the way. */
async function* csvLines(
  repository: ArrearsRepository,
  asOf: IsoDate,
  summary: Summary,
): AsyncGenerator<string, void> {
  yield 'loan_id,dpd,arrears\n';
  for await (const { loanId, daysPastDue, arrearsMinor, currency } of repository.delinquentLoans(asOf)) {
    summary.loans += 1;
    summary.arrearsMinor[currency] = (summary.arrearsMinor[currency] ?? 0) + arrearsMinor;
    summary.byDaysPastDue[daysPastDue] = (summary.byDaysPastDue[daysPastDue] ?? 0) + 1;
    yield `${csvField(loanId)},${daysPastDue},${formatMinor(arrearsMinor, currency)}\n`;
  }
}

/** Few large writes instead of many small ones. */
async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string, void> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < 64 * 1024) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function describe({ asOf, loans, arrearsMinor, byDaysPastDue }: Summary): string {
  const number = (value: number) => value.toLocaleString('en');
  const totals = Object.entries(arrearsMinor).map(([currency, minor]) => formatMoney(minor, currency));
  const days = Object.entries(byDaysPastDue).map(
    ([daysPastDue, count]) => `  ${daysPastDue.padStart(4)} days past due: ${number(count)}`,
  );
  return [
    `${number(loans)} loans overdue on ${asOf}, ${totals.length > 0 ? totals.join(' + ') : 'nothing'} in arrears`,
    ...days,
  ].join('\n');
}
