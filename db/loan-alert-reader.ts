import type { LoanAlertFacts, SourcedDebt } from '../domain/alerts/loan-facts.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { LoanId } from '../domain/ids.ts';
import { OUTLOOK_DAYS, riskFactsAsOf } from '../domain/risk/risk-history.ts';
import type { Pool } from './client.ts';
import { CollateralRepository, type CollateralValues } from './collateral-repository.ts';
import { readRiskHistories } from './risk-facts-reader.ts';

/** Which loans are looked at, and what counts as known. */
export interface LoanAlertQuestion {
  loanIds: readonly LoanId[];
  /** date where the loans are */
  day: IsoDate;
  /** nothing later is read; epoch milliseconds, business time */
  untilMs: number;
}

interface Row {
  loan_id: LoanId;
  currency: string;
  outstanding_minor: string;
  debts: [source: string, asOf: IsoDate, totalMinor: number][];
  tier: NonNullable<LoanAlertFacts['openCase']>['tier'] | null;
  stage: NonNullable<LoanAlertFacts['openCase']>['stage'];
  broken_promises: number;
}

const LOANS = `
SELECT l.loan_id, l.currency, k.tier, k.stage, coalesce((d.result->'state'->>'brokenPromises')::int, 0) AS broken_promises,
  (SELECT coalesce(sum(principal_due_minor + interest_due_minor + fee_due_minor), 0) FROM instalments i
    WHERE i.loan_id = l.loan_id)
  - (SELECT coalesce(sum(amount_minor), 0) FROM payments p WHERE p.loan_id = l.loan_id AND p.paid_at <= $3)
    AS outstanding_minor,
  (SELECT coalesce(json_agg(json_build_array(source, as_of, total_minor) ORDER BY as_of DESC, source), '[]')
    FROM external_debts e WHERE e.customer_id = l.customer_id AND e.currency = l.currency
      AND e.as_of BETWEEN $2::date - ${OUTLOOK_DAYS} AND $2::date) AS debts
FROM loans l
LEFT JOIN cases k ON k.loan_id = l.loan_id AND k.closed_at IS NULL
LEFT JOIN case_decisions d USING (case_id, sequence)
WHERE l.loan_id = ANY ($1)`;

/**
 * What was known of loans on a day, for alerts: in three statements, however many loans there are. What their cases say is of
 * now, since nobody can do anything about a case of the past.
 */
export async function readLoanAlertFacts(
  pool: Pool,
  { loanIds, day, untilMs }: LoanAlertQuestion,
): Promise<LoanAlertFacts[]> {
  if (loanIds.length === 0) return [];
  const [{ rows }, histories, values] = await Promise.all([
    pool.query<Row>({ name: 'loan-alert-facts', text: LOANS, values: [loanIds, day, new Date(untilMs)] }),
    readRiskHistories(pool, { loanIds, untilMs }),
    new CollateralRepository(pool).newest(loanIds, day),
  ]);
  return rows.flatMap((row): LoanAlertFacts[] => {
    const history = histories.get(row.loan_id);
    if (!history) return [];
    return [
      {
        ...{ loanId: row.loan_id, currency: row.currency, risk: riskFactsAsOf(history, day) },
        outstandingMinor: Math.max(0, Number(row.outstanding_minor)),
        externalDebts: row.debts.map(toDebt),
        valuations: valuationsOf(values.get(row.loan_id), row.currency),
        openCase: row.tier && { brokenPromises: row.broken_promises, tier: row.tier, stage: row.stage },
      },
    ];
  });
}

const toDebt = ([source, asOf, totalMinor]: Row['debts'][number]): SourcedDebt => ({
  source,
  asOf,
  totalMinor,
});

/** What is valued in another currency is not compared: its rate would be. */
function valuationsOf(values: CollateralValues | undefined, currency: string): LoanAlertFacts['valuations'] {
  const known = values ? [values.newest, ...(values.before ? [values.before] : [])] : [];
  return known.every((valuation) => valuation.currency === currency) ? known : [];
}
