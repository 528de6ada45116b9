import type { Pool } from './client.ts';
import type { CaseId, LoanId } from '../domain/ids.ts';
import type { DecisionResult } from '../domain/case/decision.ts';
import type { CaseState } from '../domain/case/state.ts';

/** An open case whose workflow is not confirmed yet. */
export interface CaseToStart {
  loanId: LoanId;
  caseId: CaseId;
  decided: DecisionResult & { state: CaseState };
}

/**
 * @returns of these loans those for which no case is to be opened: one is open, or the last end was decided by
 *   somebody (sold, settled, written off ...) and not by payment. Such a loan opens again only when the core system
 *   reports it.
 */
export async function loansNotToOpen(pool: Pool, loanIds: readonly LoanId[]): Promise<Set<LoanId>> {
  const { rows } = await pool.query<{ loan_id: LoanId }>(
    `SELECT loan_id FROM (
       SELECT DISTINCT ON (loan_id) loan_id, closed_at, close_reason FROM cases WHERE loan_id = ANY($1)
       ORDER BY loan_id, opened_at DESC, length(case_id) DESC, case_id DESC) newest
     WHERE closed_at IS NULL OR close_reason <> 'cured'
     UNION
     SELECT loan_id FROM loan_changes c
     WHERE loan_id = ANY($1) AND change <> 'restructured'
       AND NOT EXISTS (SELECT 1 FROM cases k WHERE k.loan_id = c.loan_id AND k.opened_at > c.reported_at)`,
    [loanIds],
  );
  return new Set(rows.map((row) => row.loan_id));
}

/** @returns cases that were opened and not confirmed, oldest id first, after `after` */
export async function casesToStart(pool: Pool, after: string, limit: number): Promise<CaseToStart[]> {
  const { rows } = await pool.query<{
    loan_id: LoanId;
    case_id: CaseId;
    result: DecisionResult & { state: CaseState };
  }>(
    `SELECT loan_id, case_id, result FROM cases JOIN case_decisions USING (case_id, sequence)
     WHERE started_at IS NULL AND closed_at IS NULL AND case_id > $1 ORDER BY case_id LIMIT $2`,
    [after, limit],
  );
  return rows.map((row) => ({ loanId: row.loan_id, caseId: row.case_id, decided: row.result }));
}

/** Records that the workflows of these cases run. */
export async function markStarted(pool: Pool, caseIds: readonly CaseId[], now: number): Promise<void> {
  await pool.query('UPDATE cases SET started_at = $2 WHERE case_id = ANY($1) AND started_at IS NULL', [
    caseIds,
    new Date(now),
  ]);
}
