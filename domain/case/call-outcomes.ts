import type { ContactOutcome } from '../contact/facts.ts';

/** What can come of a collector's call. The last four: the customer was reached, and said so. */
export const CALL_OUTCOMES = [
  'no-answer',
  'wrong-number',
  'third-party',
  'hung-up',
  'promise',
  'refuses',
  'hardship',
  'dispute',
] as const;

/** What comes of a call that a machine makes, beside nobody's answering. */
export const MACHINE_CALL_OUTCOMES = ['answered', 'voicemail', 'busy', 'not-connected'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number] | (typeof MACHINE_CALL_OUTCOMES)[number];

const IN_THE_LEDGER: Readonly<Record<CallOutcome, ContactOutcome>> = {
  'no-answer': 'no_answer',
  // Placed and connected, but not a conversation with the debtor: what laws count of such calls is the attempt.
  'wrong-number': 'no_answer',
  'third-party': 'no_answer',
  // Whoever hung up may have been the debtor: the stricter reading.
  'hung-up': 'conversation',
  promise: 'conversation',
  refuses: 'conversation',
  hardship: 'conversation',
  dispute: 'conversation',
  // Whoever answered may have been the debtor.
  answered: 'conversation',
  voicemail: 'voicemail',
  busy: 'busy',
  'not-connected': 'invalid',
};

/**
 * @returns how the rules that count calls see it
 * @example ledgerOutcome('hung-up') // 'conversation'
 */
export function ledgerOutcome(outcome: CallOutcome): ContactOutcome {
  return IN_THE_LEDGER[outcome];
}

/** The customer was spoken to; of calls by a machine, somebody who may have been. */
export const REACHED_OUTCOMES = [
  'promise',
  'refuses',
  'hardship',
  'dispute',
  'answered',
] as const satisfies readonly CallOutcome[];
