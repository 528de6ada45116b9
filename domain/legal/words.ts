import type { LegalEnd, LegalStep } from './steps.ts';

/** How the steps and ends of a legal action are called where people read them. */

export const STEP_NAMES: Readonly<Record<LegalStep, string>> = {
  notice: 'legal notice',
  approval: 'approval to file',
  filing: 'filing',
  preservation: 'asset preservation',
  hearing: 'hearing',
  judgment: 'judgment',
  appeal: 'time to appeal',
  enforcement: 'enforcement',
  withdrawal: 'withdrawal',
};

/** What the task of a step asks. */
export const STEP_TASKS: Readonly<Record<LegalStep, string>> = {
  notice: 'Prove that the legal notice was served, or record that it came back',
  approval: 'Approve that the claim is filed; without an answer it is declined',
  filing: 'File the claim with the court',
  preservation: 'Ask the court to preserve assets',
  hearing: 'Attend the hearing',
  judgment: 'Record the judgment',
  appeal: 'Find out whether somebody has appealed',
  enforcement: 'Have the judgment enforced',
  withdrawal: 'Withdraw the claim from the court',
};

export const END_WORDS: Readonly<Record<LegalEnd, string>> = {
  cured: 'nothing is overdue any more',
  closed: 'the case has ended',
  settled: 'settled by agreement',
  withdrawn: 'withdrawn by the bank',
  declined: 'not approved',
  rejected: 'the court did not take the claim',
  paid: 'paid as the court has ordered',
  lost: 'the court has decided against the claim',
  unenforceable: 'nothing was found that could be enforced into',
};
