import { formatInstant } from '../domain/calendar.ts';
import { formatMoney } from '../domain/money.ts';
import type { Instruction } from '../domain/case/decision.ts';
import type { CaseState } from '../domain/case/state.ts';

/** The texts that people read in the Temporal UI. */

const STAGE_WORDS = {
  reminder: 'Reminders',
  call: 'Calls by collectors',
  letter: 'Formal letter',
  legal: 'Legal stage',
  closed: 'Closed',
} as const;

/** @returns the one line by which a case is known in lists, at most 200 bytes */
export function caseSummary(loanId: string): string {
  return `Collection of loan ${loanId}`;
}

/** @returns what a case is, for whoever opens it for the first time (Markdown) */
export function caseDetails(loanId: string): string {
  return [
    `**One delinquent loan, from overdue to its end.** Loan \`${loanId}\`.`,
    '',
    'Timers, decisions and deliveries say which step they are; why each was taken is on the timeline in the API.',
    'No names, numbers or addresses are in this history.',
  ].join('\n');
}

/** @returns where the case stands and what comes next (Markdown) */
export function currentDetails(state: CaseState, next: Instruction): string {
  const lines = [
    `### ${STAGE_WORDS[state.stage]}${state.closed ? `: ${state.closed.reason}` : ''}`,
    '',
    `| | |`,
    `|---|---|`,
    // First, because the UI shows some six lines.
    `| **Next** | ${next.summary} |`,
    ...(next.kind === 'close' ? [] : [`| Because | ${next.why} |`]),
    `| Arrears | ${formatMoney(state.arrearsMinor, state.currency)} |`,
    ...(state.disputedMinor > 0
      ? [
          `| In dispute, left out | ${formatMoney(Math.min(state.disputedMinor, state.arrearsMinor), state.currency)} |`,
        ]
      : []),
    ...(state.oldestDueOn ? [`| Unpaid since | ${state.oldestDueOn} |`] : []),
    `| Risk tier | ${state.tier} |`,
    `| Strategy | ${state.strategy} |`,
    ...state.holds.map((hold) => {
      const until = formatInstant(hold.untilMs, state.zone);
      const channels = hold.channels ? `, ${hold.channels.join(' and ')} only` : '';
      return `| Hold: ${hold.kind} | ${hold.review ? 'reviewed' : 'until'} ${until}, owner ${hold.owner}${channels} |`;
    }),
    ...(state.promise?.instalments ?? []).map(
      (part) => `| Promised | ${formatMoney(part.amountMinor, state.currency)} by ${part.dueOn} |`,
    ),
    `| Promises | ${state.keptPromises} kept, ${state.brokenPromises} broken |`,
  ];
  return lines.join('\n');
}
