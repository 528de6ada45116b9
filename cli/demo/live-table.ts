import type { Figures } from '../../db/figures-repository.ts';
import { daysBetween, formatInstant, localDate } from '../../domain/calendar.ts';
import { CLOSE_REASONS, STAGES } from '../../domain/case/state.ts';
import { formatMoney } from '../../domain/money.ts';
import { ZONE } from './loan-books.ts';
import { columns } from './table.ts';

/** What the live table shows. */
export interface Moment {
  figures: Figures;
  /** business time, epoch milliseconds */
  nowMs: number;
  /** first day of the demo */
  asOf: string;
  /** loans whose cases are still to open */
  toOpen: number;
  currency: string;
}

/** In a log a line says enough. */
const LOG_EVERY_MS = 5_000;

/** Shows the figures: redrawn in place on a terminal, a line every few seconds elsewhere. */
export class LiveTable {
  private readonly stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;
  private drawnLines = 0;
  private loggedAtMs = 0;

  constructor(stream: LiveTable['stream'] = process.stderr) {
    this.stream = stream;
  }

  show(moment: Moment): void {
    if (this.stream.isTTY) this.redraw(tableOf(moment));
    else if (Date.now() - this.loggedAtMs >= LOG_EVERY_MS) {
      this.loggedAtMs = Date.now();
      this.stream.write(`${lineOf(moment)}\n`);
    }
  }

  /** Leaves the last table where it is. */
  end(moment: Moment): void {
    this.loggedAtMs = 0;
    this.show(moment);
    this.drawnLines = 0;
  }

  private redraw(lines: readonly string[]): void {
    // A line that wraps could not be taken back.
    const width = Math.max(40, (this.stream.columns || 80) - 1);
    const up = this.drawnLines > 0 ? `\x1b[${this.drawnLines}A\r` : '';
    this.stream.write(`${up}\x1b[J${lines.map((line) => line.slice(0, width)).join('\n')}\n`);
    this.drawnLines = lines.length;
  }
}

const OPEN_STAGES = STAGES.filter((stage) => stage !== 'closed');

function tableOf(moment: Moment): string[] {
  const { figures, toOpen } = moment;
  const stages = OPEN_STAGES.map((stage) => String(figures.stages[stage] ?? 0));
  const ends = CLOSE_REASONS.map((reason) => String(figures.ends[reason] ?? 0));
  const { sent, others } = contactCounts(figures);
  return [
    dateOf(moment),
    '',
    ...columns([
      ['open', 'to open', ...OPEN_STAGES],
      ['cases', String(toOpen), ...stages],
    ]),
    '',
    ...columns([
      ['closed', ...CLOSE_REASONS],
      ['cases', ...ends],
    ]),
    '',
    ...columns([
      ['contacts', 'sent', 'not sent', 'deferred', 'denied', 'cases held'],
      ['', String(sent), String(others), ...[figures.deferred, figures.denied, figures.held].map(String)],
    ]),
    '',
    moneyOf(moment),
  ];
}

function lineOf(moment: Moment): string {
  const { figures, toOpen } = moment;
  const open = OPEN_STAGES.map((stage) => `${stage} ${figures.stages[stage] ?? 0}`).join(', ');
  const closed = Object.values(figures.ends).reduce((a, b) => a + b, 0);
  const cured = figures.ends['cured'] ?? 0;
  return [
    dateOf(moment),
    ...(toOpen > 0 ? [`to open ${toOpen}`] : []),
    open,
    `cured ${cured}, other ends ${closed - cured}`,
    `sent ${contactCounts(figures).sent}, deferred ${figures.deferred}, denied ${figures.denied}, held ${figures.held}`,
    moneyOf(moment),
  ].join(' | ');
}

function dateOf({ nowMs, asOf }: Moment): string {
  return `${formatInstant(nowMs, ZONE)}, day ${daysBetween(asOf, localDate(nowMs, ZONE)) + 1}`;
}

function moneyOf({ figures, currency }: Moment): string {
  const recovered = formatMoney(figures.recoveredMinor, currency);
  return `recovered ${recovered}, arrears at opening ${formatMoney(figures.arrearsAtOpeningMinor, currency)}`;
}

function contactCounts({ contacts }: Figures): { sent: number; others: number } {
  const all = contacts.reduce((sum, { count }) => sum + count, 0);
  const sent = contacts.reduce((sum, { status, count }) => sum + (status === 'sent' ? count : 0), 0);
  return { sent, others: all - sent };
}
