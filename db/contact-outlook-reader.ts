import type { CaseFacts } from '../domain/case/facts.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { LoanId } from '../domain/ids.ts';
import { readBeforeDecisions } from './case-facts.ts';
import type { Pool } from './client.ts';
import type { PolicyReader } from './policy-reader.ts';
import { inTransaction } from './transaction.ts';

/** Reads what the gate would read, without deciding anything. */
export class ContactOutlookReader {
  private readonly pool: Pool;
  private readonly policies: PolicyReader;

  constructor(pool: Pool, policies: PolicyReader) {
    this.pool = pool;
    this.policies = policies;
  }

  /**
   * @param now epoch milliseconds
   * @returns the newest case of the loan and the facts beside it; undefined when the loan has no case
   */
  async read(loanId: LoanId, now: number): Promise<{ state: CaseState; facts: CaseFacts } | undefined> {
    return inTransaction(this.pool, async (tx) => {
      const { rows } = await tx.query<{ caseId: string; sequence: number }>({
        text: `SELECT case_id AS "caseId", sequence FROM cases WHERE loan_id = $1
               ORDER BY opened_at DESC, length(case_id) DESC, case_id DESC LIMIT 1`,
        values: [loanId],
      });
      const [newest] = rows;
      if (!newest) return undefined;
      const key = { loanId, ...newest, withState: true, watchedSinceMs: null, eventIds: [] };
      const before = (await readBeforeDecisions(tx, [key], now)).get(loanId);
      if (!before?.state) return undefined;
      const policy = await this.policies.of(before.facts.loan.jurisdiction, tx);
      return { state: before.state, facts: { ...before.facts, policy } };
    });
  }
}
