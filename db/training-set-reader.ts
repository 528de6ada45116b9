import { DAY_MS, type IsoDate } from '../domain/calendar.ts';
import { PAYMENT_CLOCK_SKEW_MS } from '../domain/delinquency.ts';
import type { CustomerId, LoanId } from '../domain/ids.ts';
import type { RiskHistory } from '../domain/risk/risk-history.ts';
import { lastWholeDay, LOOK_BACK_DAYS } from '../domain/risk/training/snapshot-days.ts';
import type { Pool } from './client.ts';
import { readRiskHistories } from './risk-facts-reader.ts';

/** Loans whose past is read at once: some tens of milliseconds of work, so that others have their turn. */
const BATCH = 200;

/** Which loans are read. */
export interface TrainingLoans {
  /** nothing later is read, epoch milliseconds */
  readonly untilMs: number;
  /** loans; of more, about as many are drawn by the seed */
  readonly mostLoans: number;
  readonly seed: number;
}

/** The past of one loan, and whose it is. */
export interface CustomerHistory {
  readonly customerId: CustomerId;
  readonly history: RiskHistory;
}

/** The past of all loans, to learn from. */
export class TrainingSetReader {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * Up to when the books know what was paid: the newest payment, since an import may be older than today.
   *
   * @param now epoch milliseconds
   * @returns undefined when nothing was ever paid
   */
  async newestDay(now: number): Promise<{ newestOn: IsoDate; untilMs: number } | undefined> {
    const { rows } = await this.pool.query<{ newest: Date | null }>(
      'SELECT max(paid_at) AS newest FROM payments WHERE paid_at <= $1',
      [new Date(now + PAYMENT_CLOCK_SKEW_MS)],
    );
    const newest = rows[0]?.newest;
    if (!newest) return undefined;
    const untilMs = Math.min(now, newest.getTime());
    return { newestOn: lastWholeDay(untilMs), untilMs };
  }

  /** @returns about how many loans are read */
  async count({ mostLoans }: Pick<TrainingLoans, 'mostLoans'>): Promise<{ all: number; read: number }> {
    const { rows } = await this.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM loans');
    const all = rows[0]?.n ?? 0;
    return { all, read: Math.min(all, mostLoans) };
  }

  /** Goes through loans in order of their ids, a batch at a time. */
  async *histories({ untilMs, mostLoans, seed }: TrainingLoans): AsyncGenerator<CustomerHistory[]> {
    const { all } = await this.count({ mostLoans });
    const share = all <= mostLoans ? 1 : mostLoans / all;
    const fromMs = untilMs - LOOK_BACK_DAYS * DAY_MS;
    for (let after = ''; ;) {
      const batch = await this.loansAfter(after, { share, seed });
      const last = batch.at(-1);
      if (last === undefined) return;
      const loanIds = batch.map(({ loanId }) => loanId);
      const found = await readRiskHistories(this.pool, { loanIds, untilMs, fromMs });
      // In order of the ids, whatever the order of the answer: the draw of rows goes by it.
      yield batch.flatMap(({ loanId, customerId }) => {
        const history = found.get(loanId);
        return history ? [{ customerId, history }] : [];
      });
      after = last.loanId;
    }
  }

  private async loansAfter(after: string, { share, seed }: { share: number; seed: number }) {
    const { rows } = await this.pool.query<{ loanId: LoanId; customerId: CustomerId }>(
      `SELECT loan_id AS "loanId", customer_id AS "customerId" FROM loans
       WHERE loan_id > $1 AND ($2::float8 >= 1 OR (hashtextextended(loan_id, $3::bigint) & 1048575) < $2::float8 * 1048576)
       ORDER BY loan_id LIMIT $4`,
      [after, share, seed, BATCH],
    );
    return rows;
  }
}
