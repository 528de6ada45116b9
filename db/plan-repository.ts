import { localDate } from '../domain/calendar.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { LoanId } from '../domain/ids.ts';
import { loanZone } from '../domain/loan-zone.ts';
import type { LoanBooks, ScheduledParts } from '../domain/plan/books.ts';
import type { Strategy } from '../domain/strategy/schema.ts';
import type { Database, Pool } from './client.ts';
import { StrategyRepository } from './strategy-repository.ts';

/** All that a plan for a loan with an open case is worked out from. */
export interface PlanBooks {
  /** as the last decision has left it */
  state: CaseState;
  /** the one that the case has pinned */
  strategy: Strategy;
  books: LoanBooks;
}

interface Row {
  state: CaseState;
  jurisdiction: string;
  timezone: string;
  annual_rate: string;
  instalments: [dueOn: string, principalMinor: number, interestMinor: number, feeMinor: number][];
  paid_minor: string;
}

const BOOKS = `
SELECT d.result->'state' AS state, l.jurisdiction, c.timezone, l.annual_rate,
  (SELECT coalesce(json_agg(json_build_array(due_on, principal_due_minor, interest_due_minor, fee_due_minor)
      ORDER BY due_on, number), '[]')
    FROM instalments WHERE loan_id = l.loan_id) AS instalments,
  (SELECT coalesce(sum(amount_minor), 0) FROM payments WHERE loan_id = l.loan_id AND paid_at <= $2) AS paid_minor
FROM cases k
JOIN case_decisions d USING (case_id, sequence)
JOIN loans l ON l.loan_id = k.loan_id
JOIN customers c ON c.customer_id = l.customer_id
WHERE k.loan_id = $1 AND k.closed_at IS NULL`;

/** Reads loans for the calculator of plans; nothing is written here. */
export class PlanRepository {
  private readonly pool: Pool;
  private readonly strategies: StrategyRepository;

  constructor({ pool, orm }: Pick<Database, 'pool' | 'orm'>) {
    this.pool = pool;
    this.strategies = new StrategyRepository(orm);
  }

  /**
   * @param now epoch milliseconds, business time
   * @returns undefined when the loan has no open case
   */
  async booksOf(loanId: LoanId, now: number): Promise<PlanBooks | undefined> {
    const { rows } = await this.pool.query<Row>({
      name: 'plan-books',
      text: BOOKS,
      values: [loanId, new Date(now)],
    });
    const [row] = rows;
    if (!row) return undefined;
    const zone = loanZone(row.jurisdiction, row.timezone);
    return {
      state: row.state,
      strategy: await this.strategies.pinnedAs(row.state.strategy),
      books: {
        instalments: row.instalments.map(partsOf),
        paidMinor: Number(row.paid_minor),
        disputedMinor: row.state.disputedMinor,
        annualRate: Number(row.annual_rate),
        today: localDate(now, zone),
      },
    };
  }
}

function partsOf([
  dueOn,
  principalMinor,
  interestMinor,
  feeMinor,
]: Row['instalments'][number]): ScheduledParts {
  return { dueOn, principalMinor, interestMinor, feeMinor };
}
