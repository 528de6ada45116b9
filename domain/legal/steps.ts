/** The steps of a legal action, how each can end, and how the whole can end. */

export const LEGAL_STEPS = [
  'notice',
  'approval',
  'filing',
  'preservation',
  'hearing',
  'judgment',
  'appeal',
  'enforcement',
  'withdrawal',
] as const;
export type LegalStep = (typeof LEGAL_STEPS)[number];

/** Steps that somebody completes with an outcome; an approval is given or refused instead. */
export type WorkStep = Exclude<LegalStep, 'approval'>;

export const LEGAL_OUTCOMES = {
  notice: ['served', 'returned'],
  filing: ['accepted', 'rejected'],
  preservation: ['granted', 'refused', 'waived'],
  hearing: ['held', 'adjourned'],
  judgment: ['for', 'partly', 'against'],
  appeal: ['none', 'appealed'],
  enforcement: ['paid', 'partly-paid', 'nothing-found'],
  withdrawal: ['done', 'refused'],
} as const satisfies Record<WorkStep, readonly string[]>;
export type OutcomeOf<Step extends WorkStep> = (typeof LEGAL_OUTCOMES)[Step][number];
export type LegalOutcome = OutcomeOf<WorkStep>;

/** Outcomes that are not believed without a document. */
const NEEDS_DOCUMENT: Readonly<Record<WorkStep, readonly LegalOutcome[]>> = {
  notice: ['served'],
  filing: ['accepted', 'rejected'],
  preservation: ['granted'],
  hearing: [],
  judgment: ['for', 'partly', 'against'],
  appeal: [],
  enforcement: ['nothing-found'],
  withdrawal: ['done'],
};

/** @returns whether the step cannot end so without at least one document */
export function needsDocument(step: WorkStep, outcome: LegalOutcome): boolean {
  return NEEDS_DOCUMENT[step].includes(outcome);
}

export const LEGAL_ENDS = [
  /** nothing is overdue any more */
  'cured',
  /** the case has ended in another way: sold, written off, recalled ... */
  'closed',
  'settled',
  'withdrawn',
  /** not approved, or not in time */
  'declined',
  /** the court did not take the claim, as often as it was filed */
  'rejected',
  'paid',
  'lost',
  'unenforceable',
] as const;
export type LegalEnd = (typeof LEGAL_ENDS)[number];

/** Why an action is given up that a court knows of already. */
export type StopReason = Extract<LegalEnd, 'cured' | 'closed' | 'settled' | 'withdrawn'>;

export const DOCUMENT_KINDS = [
  'notice',
  'proof-of-service',
  'statement-of-claim',
  'court-receipt',
  'evidence',
  'ruling',
  'judgment',
  'settlement',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
