import type { DecisionResult } from '../domain/case/decision.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { CaseId, LoanId } from '../domain/ids.ts';
import type { Pool } from './client.ts';

/** A case as its last decision left it. */
export type DecidedCase = DecisionResult & { state: CaseState };

export interface CaseFilter {
  stage?: string | undefined;
  tier?: string | undefined;
  region?: string | undefined;
  /** of its newest score */
  segment?: string | undefined;
}

export interface TimelineRow {
  sequence: number;
  entry: number;
  at: Date;
  type: string;
  actor: string;
  data: Record<string, unknown>;
  why: string;
}

/** The next page begins after this row; absent: with the first. */
export interface Page<Key> {
  after?: Key | undefined;
  /** most rows, >= 1 */
  limit: number;
}

const DECIDED = 'SELECT d.result FROM cases k JOIN case_decisions d USING (case_id, sequence)';

/** Cases, their timelines and tasks, for people to read. */
export class CaseReader {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns the loan's newest case, open or closed; undefined when it never had one */
  async newestOf(loanId: LoanId): Promise<DecidedCase | undefined> {
    const { rows } = await this.pool.query<{ result: DecidedCase }>({
      name: 'newest-case',
      text: `${DECIDED} WHERE k.loan_id = $1 ORDER BY k.opened_at DESC, length(k.case_id) DESC, k.case_id DESC LIMIT 1`,
      values: [loanId],
    });
    return rows[0]?.result;
  }

  /** @returns cases in order of their id */
  async list(filter: CaseFilter, { after, limit }: Page<string>): Promise<DecidedCase[]> {
    const { stage, tier, region, segment } = filter;
    // A segment may be few cases of many: its own index has them in the order of the list.
    const id = segment === undefined ? 'k.case_id' : 's.case_id';
    const { rows } = await this.pool.query<{ result: DecidedCase }>(
      `${DECIDED} ${segment === undefined ? '' : 'JOIN case_scores s ON s.case_id = k.case_id AND s.segment = $6'}
       WHERE ($1::text IS NULL OR k.stage = $1) AND ($2::text IS NULL OR k.tier = $2)
         AND ($3::text IS NULL OR k.region = $3) AND ($4::text IS NULL OR ${id} > $4)
       ORDER BY ${id} LIMIT $5`,
      [stage, tier, region, after, limit, ...(segment === undefined ? [] : [segment])],
    );
    return rows.map((row) => row.result);
  }

  /** @returns what happened to a case, oldest first */
  async timeline(caseId: CaseId, { after, limit }: Page<[number, number]>): Promise<TimelineRow[]> {
    const [sequence, entry] = after ?? [-1, -1];
    const { rows } = await this.pool.query<TimelineRow>(
      `SELECT sequence, entry, at, type, actor, data, why FROM timeline
       WHERE case_id = $1 AND (sequence, entry) > ($2, $3) ORDER BY sequence, entry LIMIT $4`,
      [caseId, sequence, entry, limit],
    );
    return rows;
  }

  /** @returns the loan whose case the task belongs to; undefined for a task that never was */
  async loanOfTask(taskId: string): Promise<LoanId | undefined> {
    const { rows } = await this.pool.query<{ loan_id: LoanId }>(
      'SELECT k.loan_id FROM tasks JOIN cases k USING (case_id) WHERE task_id = $1',
      [taskId],
    );
    return rows[0]?.loan_id;
  }

  /** @throws when the database does not answer */
  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }
}
