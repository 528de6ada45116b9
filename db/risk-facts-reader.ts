import type pg from 'pg';
import { DAY_MS, isoDateOfDay, type IsoDate } from '../domain/calendar.ts';
import { REACHED_OUTCOMES, type CallOutcome } from '../domain/case/call-outcomes.ts';
import type { MacroLevel } from '../domain/case/state.ts';
import { mayHaveLeft, type ContactStatus } from '../domain/contact/ledger.ts';
import { zoneClock } from '../domain/contact/zone-clock.ts';
import { PAYMENT_CLOCK_SKEW_MS } from '../domain/delinquency.ts';
import type { LoanId } from '../domain/ids.ts';
import { loanZone } from '../domain/loan-zone.ts';
import { minorDigits } from '../domain/money.ts';
import type { RiskFacts } from '../domain/risk/risk-facts.ts';
import {
  CONTACT_DAYS,
  OUTLOOK_DAYS,
  riskFactsAsOf,
  type JudgedOn,
  type PastContactOn,
  type RiskHistory,
} from '../domain/risk/risk-history.ts';

/** A pool, or the transaction of the caller. */
interface Queryable {
  query<R extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<R>>;
}

/** Which past is asked for. */
export interface HistoryQuestion {
  loanIds: readonly string[];
  /** nothing later is read; epoch milliseconds, business time */
  untilMs: number;
  /** the earliest instant for which facts are to be made of it; absent: `untilMs` */
  fromMs?: number;
}

interface Row {
  loan_id: string;
  product: string;
  secured: boolean;
  principal_minor: string;
  annual_rate: string;
  term_months: number | null;
  originated_on: string;
  currency: string;
  jurisdiction: string;
  timezone: string;
  annual_income: string | null;
  birth_date: string | null;
  language: string;
  instalments: [dueOn: IsoDate, amountMinor: number][];
  payments: [paidAtMs: number, amountMinor: number][];
  ratings: [source: string, asOf: IsoDate, score: number][];
  debts: [asOf: IsoDate, totalMinor: number][];
  macro: [indicator: string, asOf: IsoDate, level: MacroLevel][];
  judged: [promiseId: string, atMs: number, outcome: JudgedOn['outcome']][];
  contacts: [
    atMs: number,
    concludedAtMs: number | null,
    status: ContactStatus,
    outcome: CallOutcome | null,
  ][];
}

const msOf = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;

// A day more than in UTC may have begun where the loan is; what is from later there is left out afterwards.
const HISTORIES = `
SELECT l.loan_id, l.product, l.secured, l.principal_minor, l.annual_rate, l.term_months,
  l.originated_on::text AS originated_on, l.currency, l.jurisdiction, c.timezone, c.annual_income,
  c.birth_date::text AS birth_date, c.language,
  (SELECT coalesce(json_agg(json_build_array(due_on, principal_due_minor + interest_due_minor + fee_due_minor)
      ORDER BY due_on, number), '[]')
    FROM instalments WHERE loan_id = l.loan_id AND due_on <= $3::date) AS instalments,
  (SELECT coalesce(json_agg(json_build_array(${msOf('paid_at')}, amount_minor) ORDER BY paid_at, payment_id), '[]')
    FROM payments WHERE loan_id = l.loan_id AND paid_at <= $6) AS payments,
  (SELECT coalesce(json_agg(json_build_array(source, as_of, score) ORDER BY as_of DESC, source), '[]')
    FROM external_ratings WHERE customer_id = l.customer_id AND score IS NOT NULL
      AND as_of BETWEEN $4::date AND $3::date) AS ratings,
  (SELECT coalesce(json_agg(json_build_array(as_of, total_minor) ORDER BY as_of DESC, source), '[]')
    FROM external_debts WHERE customer_id = l.customer_id AND currency = l.currency
      AND as_of BETWEEN $4::date AND $3::date) AS debts,
  (SELECT coalesce(json_agg(json_build_array(indicator, as_of, level) ORDER BY as_of DESC, indicator), '[]')
    FROM macro_alerts WHERE region = c.region AND as_of BETWEEN $4::date AND $3::date) AS macro,
  (SELECT coalesce(json_agg(json_build_array(t.data->>'promiseId', ${msOf('t.at')},
      CASE t.type WHEN 'promise-judged-again' THEN t.data->>'outcome' ELSE substr(t.type, length('promise-') + 1) END)
      ORDER BY t.at, k.opened_at, t.sequence, t.entry), '[]')
    FROM cases k JOIN timeline t ON t.case_id = k.case_id AND t.at >= k.opened_at AND t.at <= $2
    WHERE k.loan_id = l.loan_id
      AND t.type IN ('promise-kept', 'promise-partly-kept', 'promise-broken', 'promise-judged-again')) AS judged,
  (SELECT coalesce(json_agg(json_build_array(${msOf('reserved_at')}, ${msOf('concluded_at')}, status, outcome)
      ORDER BY reserved_at, contact_id), '[]')
    FROM contacts WHERE customer_id = l.customer_id AND reserved_at > $5 AND reserved_at <= $2) AS contacts
FROM loans l JOIN customers c USING (customer_id)
WHERE l.loan_id = ANY($1)`;

/**
 * All that the books and the record have of loans, with its days, in one statement: facts of any day between the two
 * instants can be made of it, see `riskFactsAsOf`.
 *
 * @returns by loan id; a loan that does not exist is absent
 */
export async function readRiskHistories(
  db: Queryable,
  { loanIds, untilMs, fromMs = untilMs }: HistoryQuestion,
): Promise<Map<LoanId, RiskHistory>> {
  const query = {
    name: 'risk-histories',
    text: HISTORIES,
    values: [
      loanIds,
      new Date(untilMs),
      utcDate(untilMs + DAY_MS),
      utcDate(fromMs - (OUTLOOK_DAYS + 1) * DAY_MS),
      new Date(fromMs - (CONTACT_DAYS + 1) * DAY_MS),
      new Date(untilMs + PAYMENT_CLOCK_SKEW_MS),
    ],
  };
  const { rows } = await db.query<Row>(query);
  return new Map(rows.map((row) => [row.loan_id as LoanId, fromRow(row, untilMs)]));
}

/**
 * What is known of loans now.
 *
 * @param now epoch milliseconds, business time
 * @returns by loan id; a loan that does not exist is absent
 */
export async function readRiskFacts(
  db: Queryable,
  loanIds: readonly string[],
  now: number,
): Promise<Map<LoanId, RiskFacts>> {
  const histories = await readRiskHistories(db, { loanIds, untilMs: now });
  return new Map(
    [...histories].map(([loanId, history]) => [loanId, riskFactsAsOf(history, dateIn(history.zone, now))]),
  );
}

function fromRow(row: Row, untilMs: number): RiskHistory {
  const zone = loanZone(row.jurisdiction, row.timezone);
  const dateOf = (atMs: number) => dateIn(zone, atMs);
  return {
    zone,
    loan: {
      product: row.product,
      secured: row.secured,
      currency: row.currency,
      principalMinor: Number(row.principal_minor),
      originatedOn: row.originated_on,
      termMonths: row.term_months,
      annualRate: Number(row.annual_rate),
    },
    customer: {
      annualIncomeMinor:
        row.annual_income === null
          ? null
          : Math.round(Number(row.annual_income) * 10 ** minorDigits(row.currency)),
      birthDate: row.birth_date,
      language: row.language,
    },
    instalments: row.instalments.map(([dueOn, amountMinor]) => ({ dueOn, amountMinor })),
    payments: row.payments.map(([paidAtMs, amountMinor]) => ({
      // What the clock of a core system is ahead of ours is no reason to leave a payment to tomorrow.
      paidOn: dateOf(Math.min(paidAtMs, untilMs)),
      amountMinor,
    })),
    ratings: row.ratings.map(([source, asOf, score]) => ({ source, asOf, score })),
    externalDebts: row.debts.map(([asOf, totalMinor]) => ({ asOf, totalMinor })),
    macroAlerts: row.macro.map(([indicator, asOf, level]) => ({ indicator, asOf, level })),
    judged: row.judged.map(([promiseId, atMs, outcome]) => ({ promiseId, on: dateOf(atMs), outcome })),
    contacts: row.contacts.flatMap((contact) => contactOf(contact, dateOf)),
  };
}

/** What is only reserved has not left yet, and what has failed never did. */
function contactOf(
  [atMs, concludedAtMs, status, outcome]: Row['contacts'][number],
  dateOf: (atMs: number) => IsoDate,
): PastContactOn[] {
  if (status === 'reserved' || !mayHaveLeft({ status })) return [];
  const on = dateOf(atMs);
  if (outcome === null) return [{ on }];
  const reached = (REACHED_OUTCOMES as readonly CallOutcome[]).includes(outcome);
  const refused = outcome === 'refuses' || outcome === 'hung-up';
  return [{ on, result: { on: dateOf(concludedAtMs ?? atMs), reached, refused } }];
}

const dateIn = (zone: string, atMs: number): IsoDate => isoDateOfDay(zoneClock(zone).dayAt(atMs));
const utcDate = (atMs: number): IsoDate => new Date(atMs).toISOString().slice(0, 10);
