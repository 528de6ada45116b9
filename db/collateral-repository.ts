import type { IsoDate } from '../domain/calendar.ts';
import type { LoanId } from '../domain/ids.ts';
import type { Pool } from './client.ts';

/** All that secures a loan, as it was valued on a day; in the loan's currency. */
export interface CollateralValuation {
  loanId: LoanId;
  asOf: IsoDate;
  /** minor units */
  valueMinor: number;
  currency: string;
  source: string;
}

/** The newest valuation of a loan, and the one before it. */
export interface CollateralValues {
  newest: CollateralValuation;
  /** absent: it was valued once */
  before?: CollateralValuation;
}

const SAVE = `
INSERT INTO collateral_valuations (loan_id, as_of, value_minor, currency, source)
SELECT * FROM unnest($1::text[], $2::date[], $3::bigint[], $4::text[], $5::text[])
ON CONFLICT (loan_id, as_of) DO UPDATE SET value_minor = excluded.value_minor, currency = excluded.currency,
  source = excluded.source`;

// Two from the index for each loan, however often it was valued.
const NEWEST = `
SELECT v.* FROM unnest($1::text[]) AS l (loan_id) CROSS JOIN LATERAL (
  SELECT loan_id AS "loanId", as_of::text AS "asOf", value_minor::float8 AS "valueMinor", currency, source
  FROM collateral_valuations c WHERE c.loan_id = l.loan_id AND ($2::date IS NULL OR c.as_of <= $2)
  ORDER BY as_of DESC LIMIT 2) v
ORDER BY v."loanId", v."asOf" DESC`;

const OF_LOAN = `
SELECT balance_minor::float8 AS "balanceMinor", day::text FROM loan_days WHERE loan_id = $1 ORDER BY day DESC LIMIT 1`;

/** What loans are secured by. */
export class CollateralRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** A report of the same loan and day replaces the other. @param valuations each loan and day once */
  async save(valuations: readonly CollateralValuation[]): Promise<void> {
    if (valuations.length === 0) return;
    const keys = ['loanId', 'asOf', 'valueMinor', 'currency', 'source'] as const;
    await this.pool.query(
      SAVE,
      keys.map((key) => valuations.map((valuation) => valuation[key])),
    );
  }

  /**
   * @param asOf what was valued later is not looked at; absent: everything is
   * @returns of those loans that were ever valued, by loan
   */
  async newest(loanIds: readonly LoanId[], asOf?: IsoDate): Promise<Map<LoanId, CollateralValues>> {
    const { rows } = await this.pool.query<CollateralValuation>(NEWEST, [loanIds, asOf]);
    const values = new Map<LoanId, CollateralValues>();
    for (const row of rows) {
      const known = values.get(row.loanId);
      values.set(row.loanId, known ? { ...known, before: row } : { newest: row });
    }
    return values;
  }

  /** @returns what secures a loan, and what was to be paid of it at the end of its newest recorded day; undefined: it was never valued */
  async ofLoan(
    loanId: LoanId,
  ): Promise<(CollateralValues & { balance?: { balanceMinor: number; day: IsoDate } }) | undefined> {
    const values = (await this.newest([loanId])).get(loanId);
    if (!values) return undefined;
    const { rows } = await this.pool.query<{ balanceMinor: number; day: IsoDate }>(OF_LOAN, [loanId]);
    return { ...values, ...(rows[0] && { balance: rows[0] }) };
  }
}
