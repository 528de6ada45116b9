/** Branded ids, and every builder of an id that another system sees. */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type LoanId = Branded<'LoanId'>;
export type CustomerId = Branded<'CustomerId'>;
/** One episode of delinquency of one loan: `<loanId>-<n>`. */
export type CaseId = Branded<'CaseId'>;
/** One attempt to reach a customer: `<caseId>.<sequence>`, the sequence of the decision that reserved it. */
export type ContactId = Branded<'ContactId'>;
/** A piece of work for a person: `<caseId>.<sequence>.<n>`. */
export type TaskId = Branded<'TaskId'>;
/** One legal action of a case: `<caseId>` for its first, `<caseId>.<n>` for those after it. */
export type LegalId = Branded<'LegalId'>;
/** A piece of work of a legal action: `legal-<legalId>.<sequence>.<n>`. */
export type LegalTaskId = Branded<'LegalTaskId'>;

/**
 * The workflow id of a loan's case. One loan has at most one running case, so the loan is the id.
 *
 * @example caseWorkflowId('L000001' as LoanId) // 'case-L000001'
 */
export function caseWorkflowId(loanId: LoanId): string {
  return `case-${loanId}`;
}

/**
 * @param ordinal 1 for the first delinquency of the loan, 2 for the next one after a cure
 * @example caseId('L000001' as LoanId, 2) // 'L000001-2'
 */
export function caseId(loanId: LoanId, ordinal: number): CaseId {
  return `${loanId}-${ordinal}` as CaseId;
}

/** @example contactId('L1-1' as CaseId, 4) // 'L1-1.4' */
export function contactId(ofCase: CaseId, sequence: number): ContactId {
  return `${ofCase}.${sequence}` as ContactId;
}

/** The schedule of a region's daily operations, and the id its workflows begin with. @example scheduleId('east') // 'daily-east' */
export function scheduleId(region: string): string {
  return `daily-${region}`;
}

/** The schedule of the rounds that ask what became of contacts, and the id their workflows begin with. */
export const RECONCILE_SCHEDULE_ID = 'reconcile-contacts';

/** The schedule of the training of the risk model, and the id its workflows begin with. */
export const TRAIN_SCHEDULE_ID = 'train-model';

/** @example regionAlertId('east', 'macro-alert:gdp:2026-10-31:watch') // 'region-east-macro-alert:gdp:2026-10-31:watch' */
export function regionAlertId(region: string, eventId: string): string {
  return `region-${region}-${eventId}`;
}

/** The workflow that moves cases from one strategy to another. @example moveWorkflowId('api:9f') // 'move-api:9f' */
export function moveWorkflowId(moveId: string): string {
  return `move-${moveId}`;
}

/** @example preDueContactId('L1' as LoanId, '2026-11-04') // 'due-L1-2026-11-04' */
export function preDueContactId(loanId: LoanId, dueOn: string): ContactId {
  return `due-${loanId}-${dueOn}` as ContactId;
}

/**
 * @param ordinal 1 for the first call that a collector makes in the case
 * @example callId('L1-1' as CaseId, 2) // 'L1-1.c2'
 */
export function callId(ofCase: CaseId, ordinal: number): ContactId {
  return `${ofCase}.c${ordinal}` as ContactId;
}

/** @example taskId('L1-1' as CaseId, 4, 0) // 'L1-1.4.0' */
export function taskId(ofCase: CaseId, sequence: number, ordinal: number): TaskId {
  return `${ofCase}.${sequence}.${ordinal}` as TaskId;
}

/**
 * @param ordinal 1 for the first legal action of the case
 * @example legalId('L1-2' as CaseId, 1) // 'L1-2'
 * @example legalId('L1-2' as CaseId, 3) // 'L1-2.3'
 */
export function legalId(ofCase: CaseId, ordinal: number): LegalId {
  return (ordinal === 1 ? ofCase : `${ofCase}.${ordinal}`) as LegalId;
}

/** @example legalWorkflowId('L1-2' as LegalId) // 'legal-L1-2' */
export function legalWorkflowId(legal: LegalId): string {
  return `legal-${legal}`;
}

/** @example legalTaskId('L1-2' as LegalId, 4, 1) // 'legal-L1-2.4.1' */
export function legalTaskId(legal: LegalId, sequence: number, ordinal: number): LegalTaskId {
  return `legal-${legal}.${sequence}.${ordinal}` as LegalTaskId;
}
