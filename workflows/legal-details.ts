import { formatInstant } from '../domain/calendar.ts';
import { formatMoney } from '../domain/money.ts';
import type { LegalInstruction } from '../domain/legal/decision.ts';
import type { LegalState } from '../domain/legal/state.ts';
import { searchAttributeKeys } from './search-attributes.ts';
import type { SearchAttributePair } from '@temporalio/common';

/** What people see of a legal action in the Temporal UI. */

const STEP_WORDS = {
  notice: 'Legal notice',
  approval: 'Approval to file',
  filing: 'Filing',
  preservation: 'Asset preservation',
  hearing: 'Hearing',
  judgment: 'Judgment',
  appeal: 'Time to appeal',
  enforcement: 'Enforcement',
  withdrawal: 'Withdrawal',
} as const;

/** @returns the one line by which a legal action is known in lists, at most 200 bytes */
export function legalSummary(loanId: string): string {
  return `Legal action on loan ${loanId}`;
}

/** @returns what a legal action is, for whoever opens it for the first time (Markdown) */
export function legalDetails(loanId: string): string {
  return [
    `**A claim on its way through court.** Loan \`${loanId}\`; its case is the workflow \`case-${loanId}\`.`,
    '',
    'Every step is a task with a deadline; a missed one is escalated. Documents and reasons are in the API.',
    'No names, numbers or addresses are in this history.',
  ].join('\n');
}

/** @returns where the action stands and what falls due next (Markdown) */
export function currentLegalDetails(state: LegalState, next: LegalInstruction): string {
  const { step, currency, zone } = state;
  const at = state.ended ? `Ended: ${state.ended.reason}` : STEP_WORDS[step.name];
  const lines = [
    `### ${at}`,
    '',
    '| | |',
    '|---|---|',
    `| Claim | ${formatMoney(state.claimMinor, currency)} |`,
    `| Approved by | ${state.approvedBy.join(', ')} |`,
    `| Filed | ${state.filed ? 'yes' : 'no'} |`,
    ...(state.preserved ? ['| Assets | preserved by order of the court |'] : []),
    ...(state.instance === 2 ? ['| Instance | second |'] : []),
    ...(state.verdict ? [`| Judgment | ${state.verdict} |`] : []),
    ...(state.stopping ? [`| Given up | ${state.stopping} |`] : []),
    ...(state.settlement
      ? [`| Settlement to be approved | ${formatMoney(state.settlement.amountMinor, currency)} |`]
      : []),
    ...(step.attempt > 1 ? [`| Attempt | ${step.attempt} |`] : []),
    ...(step.notBeforeMs === undefined ? [] : [`| Not before | ${formatInstant(step.notBeforeMs, zone)} |`]),
    ...(step.escalations > 0 ? [`| Escalated | ${step.escalations} times |`] : []),
    `| **Next** | ${next.summary} |`,
    ...(next.kind === 'wait' ? [`| Because | ${next.why} |`] : []),
  ];
  return lines.join('\n');
}

/** What of a legal action its lists are made by. */
export interface LegalAttributes {
  loanId: string;
  customerId: string;
  region: string;
  strategy: string;
  step: string;
}

/** @returns its search attributes, as a case has them; its stage is that of the court, like `legal-hearing` */
export function legalAttributePairs(attributes: LegalAttributes): SearchAttributePair[] {
  const keys = searchAttributeKeys;
  return [
    { key: keys.loanId, value: attributes.loanId },
    { key: keys.customerId, value: attributes.customerId },
    { key: keys.region, value: attributes.region },
    { key: keys.strategyVersion, value: attributes.strategy },
    { key: keys.caseStage, value: `legal-${attributes.step}` },
  ];
}
