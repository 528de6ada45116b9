import type { Arrival, LoanAlertFacts, SourcedDebt } from '../domain/alerts/loan-facts.ts';
import { localDate, type IsoDate } from '../domain/calendar.ts';
import { goesToCourt } from '../domain/case/hurry-ladder.ts';
import type { CaseState } from '../domain/case/state.ts';
import { PAYMENT_CLOCK_SKEW_MS } from '../domain/delinquency.ts';
import type { LoanId } from '../domain/ids.ts';
import { OUTLOOK_DAYS, riskFactsAsOf } from '../domain/risk/risk-history.ts';
import type { Pool } from './client.ts';
import { CollateralRepository, type CollateralValues } from './collateral-repository.ts';
import { readRiskHistories } from './risk-facts-reader.ts';
import type { StrategyRepository } from './strategy-repository.ts';

export interface LoanAlertReaderDeps {
  pool: Pool;
  strategies: Pick<StrategyRepository, 'pinnedAs'>;
}

/** Which loans are looked at, and what counts as known. */
export interface LoanAlertQuestion {
  loanIds: readonly LoanId[];
  /** date where the loans are */
  day: IsoDate;
  /** nothing later is read; epoch milliseconds, business time */
  untilMs: number;
}

type Reported = [source: string, asOf: IsoDate, figure: number, reportedAtMs: number | null];

interface Row {
  loan_id: LoanId;
  currency: string;
  outstanding_minor: string;
  ratings: Reported[];
  debts: Reported[];
  state: CaseState;
  probability: number | null;
}

/** Of the customer in two years; what was reported later than it is asked for was not known. */
const reportedSql = (table: string, figure: string, also: string) => `
  (SELECT coalesce(json_agg(json_build_array(source, as_of, ${figure}, (extract(epoch FROM reported_at) * 1000)::bigint)
      ORDER BY as_of DESC, source), '[]')
    FROM ${table} e WHERE e.customer_id = l.customer_id AND ${also}
      AND e.as_of BETWEEN $2::date - ${OUTLOOK_DAYS} AND $2::date AND (e.reported_at IS NULL OR e.reported_at <= $4))`;

const LOANS = `
SELECT l.loan_id, l.currency, d.result->'state' AS state, s.probability,
  (SELECT coalesce(sum(principal_due_minor + interest_due_minor + fee_due_minor), 0) FROM instalments i
    WHERE i.loan_id = l.loan_id)
  - (SELECT coalesce(sum(amount_minor), 0) FROM payments p WHERE p.loan_id = l.loan_id AND p.paid_at <= $3)
    AS outstanding_minor,
  ${reportedSql('external_ratings', 'score', 'e.score IS NOT NULL')} AS ratings,
  ${reportedSql('external_debts', 'total_minor', 'e.currency = l.currency')} AS debts
FROM cases k
JOIN loans l USING (loan_id)
JOIN case_decisions d USING (case_id, sequence)
LEFT JOIN case_scores s USING (case_id)
WHERE k.loan_id = ANY ($1) AND k.closed_at IS NULL`;

/**
 * What was known on a day of those of the loans that have an open case, for alerts: in three statements, however many loans
 * there are. What their cases say is of now, since nobody can do anything about a case of the past.
 */
export async function readLoanAlertFacts(
  { pool, strategies }: LoanAlertReaderDeps,
  { loanIds, day, untilMs }: LoanAlertQuestion,
): Promise<LoanAlertFacts[]> {
  if (loanIds.length === 0) return [];
  const [{ rows }, histories, values] = await Promise.all([
    pool.query<Row>({
      name: 'loan-alert-facts',
      text: LOANS,
      // Another process took the report: its clock may be ahead of ours.
      values: [loanIds, day, new Date(untilMs), new Date(untilMs + PAYMENT_CLOCK_SKEW_MS)],
    }),
    readRiskHistories(pool, { loanIds, untilMs }),
    new CollateralRepository(pool).newest(loanIds, day),
  ]);
  const facts: LoanAlertFacts[] = [];
  for (const row of rows) {
    const history = histories.get(row.loan_id);
    if (!history) continue;
    const { state } = row;
    facts.push({
      ...{ loanId: row.loan_id, currency: row.currency, risk: riskFactsAsOf(history, day) },
      outstandingMinor: Math.max(0, Number(row.outstanding_minor)),
      ratings: row.ratings.map(([source, asOf, score, at]) => ({ source, asOf, score, ...arrival(at) })),
      externalDebts: row.debts.map(([source, asOf, totalMinor, at]): SourcedDebt => ({
        source,
        asOf,
        totalMinor,
        ...arrival(at),
      })),
      valuations: valuationsOf(values.get(row.loan_id), row.currency),
      openCase: {
        ...{ brokenPromises: state.brokenPromises, tier: state.tier, stage: state.stage },
        ...{ openedAtMs: state.openedAtMs, openedOn: localDate(state.openedAtMs, state.zone) },
        goesToCourt: goesToCourt(state, await strategies.pinnedAs(state.strategy)),
        probability: row.probability,
      },
    });
  }
  return facts;
}

const arrival = (reportedAtMs: number | null): Arrival => (reportedAtMs === null ? {} : { reportedAtMs });

/** What is valued in another currency is not compared: its rate would be. */
function valuationsOf(values: CollateralValues | undefined, currency: string): LoanAlertFacts['valuations'] {
  const known = values ? [values.newest, ...(values.before ? [values.before] : [])] : [];
  return known.every((valuation) => valuation.currency === currency) ? known : [];
}
