import type { TrainReport } from '../../activities/train-types.ts';
import type { DaysToEnd, Figures } from '../../db/figures-repository.ts';
import type { RiskFigures } from '../../db/risk-figures-repository.ts';
import { formatMinor, formatMoney } from '../../domain/money.ts';
import type { PathsUsed } from '../../domain/portfolio/paths/tally.ts';
import { riskLines } from './risk-summary.ts';
import { columns } from './table.ts';

/** What is known at the end of a demo. */
export interface Outcome {
  figures: Figures;
  ends: readonly DaysToEnd[];
  risk: RiskFigures;
  /** of the model that cases are scored by */
  training: TrainReport;
  currency: string;
  seed: string;
  loans: number;
  /** virtual days from the first to the last */
  days: number;
  /** real time, startup included */
  seconds: number;
  /** answers of the API to what customers and staff asked */
  answers: Readonly<Record<string, number>>;
  /** what was refused, by rule */
  refusals: Readonly<Record<string, number>>;
  /** which ways through the system were taken */
  paths: PathsUsed;
  /** empty: everything agrees */
  disagreements: readonly string[];
}

/** @returns the summary for people */
export function summaryText(outcome: Outcome): string {
  const { figures, ends, currency, disagreements } = outcome;
  const { made, kept, partlyKept, broken } = figures.promises;
  const money = (minor: number) => formatMoney(minor, currency);
  return [
    `${outcome.loans} loans, seed ${outcome.seed}: ${outcome.days} days in ${outcome.seconds.toFixed(0)} seconds`,
    '',
    ...columns([
      ['cases by end', 'cases', 'median days', 'longest', 'arrears at opening', 'recovered'],
      ...ends.map((end) => [
        end.reason,
        String(end.cases),
        end.medianDays.toFixed(0),
        end.maxDays.toFixed(0),
        money(end.arrearsAtOpeningMinor),
        money(end.recoveredMinor),
      ]),
      [
        'all',
        String(ends.reduce((sum, { cases }) => sum + cases, 0)),
        '',
        '',
        money(figures.arrearsAtOpeningMinor),
        money(figures.recoveredMinor),
      ],
    ]),
    '',
    ...columns(contactRows(figures)),
    '',
    `put off by the gate ${figures.deferred}, refused by it ${figures.denied}`,
    `promises to pay: ${made} made, ${kept} kept, ${partlyKept} partly kept, ${broken} broken`,
    `tasks for supervisors: ${figures.tasks.opened}`,
    `requests of customers and staff: ${Object.entries(outcome.answers)
      .map(([answer, count]) => `${count} ${answer}`)
      .join(', ')}`,
    pathsLine(outcome.paths),
    '',
    ...riskLines(outcome.risk, outcome.training),
    '',
    ...(disagreements.length === 0
      ? ['figures agree with the database and with Temporal']
      : ['The figures do not agree:', ...disagreements.map((sentence) => `  ${sentence}`)]),
  ].join('\n');
}

function pathsLine({ used, of, unused }: PathsUsed): string {
  const which = unused.length > 0 ? `; not used: ${unused.join(', ')}` : '';
  return `paths used: ${used} of ${of}${which}`;
}

function contactRows({ contacts }: Figures): string[][] {
  const statuses = [...new Set(contacts.map(({ status }) => status))].sort();
  const channels = [...new Set(contacts.map(({ channel }) => channel))];
  const count = (channel: string, status: string) =>
    contacts.find((row) => row.channel === channel && row.status === status)?.count ?? 0;
  return [
    ['contacts', ...statuses],
    ...channels.map((channel) => [channel, ...statuses.map((status) => String(count(channel, status)))]),
  ];
}

/** @returns the summary for machines: money as decimal text */
export function summaryData(outcome: Outcome): unknown {
  const { figures, ends, currency, disagreements } = outcome;
  const money = (minor: number) => ({ amount: formatMinor(minor, currency), currency });
  const {
    stages,
    arrearsAtOpeningMinor,
    recoveredMinor,
    forgivenMinor,
    held,
    ends: byReason,
    ...rest
  } = figures;
  return {
    loans: outcome.loans,
    seed: outcome.seed,
    days: outcome.days,
    seconds: Math.round(outcome.seconds),
    cases: {
      closed: Object.values(byReason).reduce((a, b) => a + b, 0),
      open: Object.values(stages).reduce((a, b) => a + b, 0),
      byEnd: byReason,
    },
    ends: ends.map(({ recoveredMinor: recovered, arrearsAtOpeningMinor: arrears, ...end }) => ({
      ...end,
      medianDays: Math.round(end.medianDays),
      maxDays: Math.round(end.maxDays),
      arrearsAtOpening: money(arrears),
      recovered: money(recovered),
    })),
    ...rest,
    held,
    arrearsAtOpening: money(arrearsAtOpeningMinor),
    recovered: money(recoveredMinor),
    forgiven: money(forgivenMinor),
    risk: outcome.risk,
    training: outcome.training,
    answers: outcome.answers,
    refusals: outcome.refusals,
    paths: outcome.paths,
    agrees: disagreements.length === 0,
    disagreements,
  };
}
