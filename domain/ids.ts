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

/** @example taskId('L1-1' as CaseId, 4, 0) // 'L1-1.4.0' */
export function taskId(ofCase: CaseId, sequence: number, ordinal: number): TaskId {
  return `${ofCase}.${sequence}.${ordinal}` as TaskId;
}
