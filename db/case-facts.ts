import type { DecisionResult } from '../domain/case/decision.ts';
import type { CaseFacts } from '../domain/case/facts.ts';
import type { LegalHold } from '../domain/case/hold.ts';
import type { CaseState } from '../domain/case/state.ts';
import { LEDGER_MS } from '../domain/contact/ledger.ts';
import { DAY_MS, localDate } from '../domain/calendar.ts';
import { delinquencyOf, nextDueOnOf, PAYMENT_CLOCK_SKEW_MS } from '../domain/delinquency.ts';
import type { CustomerId, LoanId } from '../domain/ids.ts';
import { loanZone } from '../domain/loan-zone.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import { ledgerSql, optedOutSql, toStanding, wishesSql, type StandingRow } from './contact-standing.ts';
import { legalHoldJson } from './legal-hold-json.ts';
import type { ContactPointKind } from './schema/parties.ts';
import type { Transaction } from './transaction.ts';

/** A decision that is asked for: the one after `sequence` of the case, or (no case) the opening of one. */
export interface DecisionKey {
  loanId: LoanId;
  caseId: string | null;
  /** of the last decision, 0 before the first */
  sequence: number;
  /** whether the state that it left is to be read too */
  withState: boolean;
  /** payments from then on are read one by one; null: none, or since what the state says that is read */
  watchedSinceMs: number | null;
  /** ids of the events it is to handle */
  eventIds: readonly string[];
}

/** What the database knows before a decision. */
export interface BeforeDecision {
  facts: CaseFacts;
  /** as the last decision left it; null unless it was asked for, and there */
  state: CaseState | null;
  /** the result of this very decision, when it was made before and its answer was lost */
  made: DecisionResult | null;
  /** of the events asked for, those that an earlier decision has handled */
  handled: ReadonlySet<string>;
}

/**
 * Serialises all decisions about the customers of these loans until the transaction ends: whatever is counted
 * per customer cannot change between being read and being written.
 */
export async function lockCustomers(tx: Transaction, loanIds: readonly LoanId[]): Promise<void> {
  await tx.send({
    name: 'lock-customers',
    text: `SELECT 1 FROM customers
           WHERE customer_id IN (SELECT customer_id FROM loans WHERE loan_id = ANY($1))
           ORDER BY customer_id FOR NO KEY UPDATE`,
    values: [loanIds],
  });
}

interface Row extends StandingRow {
  loan_id: string;
  customer_id: string;
  jurisdiction: string;
  lender_role: 'first_party' | 'third_party';
  currency: string;
  principal_minor: string;
  timezone: string;
  region: string;
  consents: Channel[];
  points: ContactPointKind[];
  post_returned: boolean;
  internal_score: number | null;
  /** read for a case that is to be opened */
  team: string | null;
  instalments: [dueOn: string, amountMinor: number][];
  paid_minor: string;
  payments: [paidAtMs: number, amountMinor: number][] | null;
  /** null: none, as nearly always */
  holds: LegalHold[] | null;
  siblings: CaseState[] | null;
  cases_so_far: string;
  /** as the decision asked for left it, or the newest case of the loan when one is to be opened */
  state: CaseState | null;
  made: DecisionResult | null;
  handled: string[];
}

// One statement, because a decision is one short transaction and every round trip is a large part of it.
// Another case of the customer counts as it stands only if it knows of every payment of its loan.
// Instalments are read some six weeks ahead, so that the next one to come is seen; which of them are overdue is
// decided in the loan's zone.
const BEFORE_DECISION = `
SELECT l.loan_id, l.customer_id, l.jurisdiction, l.lender_role, l.currency, l.principal_minor,
  c.timezone, c.region, c.post_returned,
  ARRAY(SELECT channel FROM consents WHERE customer_id = l.customer_id AND granted) AS consents,
  ARRAY(SELECT kind FROM contact_points WHERE customer_id = l.customer_id AND usable) AS points,
  (SELECT score FROM external_ratings WHERE customer_id = l.customer_id AND source = 'internal'
    AND as_of <= $5::date ORDER BY as_of DESC LIMIT 1) AS internal_score,
  (SELECT coalesce(json_agg(json_build_array(due_on, principal_due_minor + interest_due_minor + fee_due_minor)
      ORDER BY due_on, number), '[]')
    FROM instalments WHERE loan_id = l.loan_id AND due_on <= $5::date + 45) AS instalments,
  (SELECT coalesce(sum(amount_minor), 0) FROM payments WHERE loan_id = l.loan_id AND paid_at <= $6) AS paid_minor,
  CASE WHEN w.since IS NOT NULL
    THEN (SELECT json_agg(json_build_array((extract(epoch FROM coalesce(reversed_paid_at, paid_at)) * 1000)::bigint,
        amount_minor) ORDER BY paid_at, payment_id)
      FROM payments WHERE loan_id = l.loan_id AND paid_at <= $6 AND coalesce(reversed_paid_at, paid_at) >= w.since)
  END AS payments,
  (SELECT json_agg(${legalHoldJson('h')} ORDER BY since_at, hold_id)
    FROM customer_holds h WHERE customer_id = l.customer_id AND (loan_id IS NULL OR loan_id = l.loan_id)
      AND ended_at IS NULL) AS holds,
  ${ledgerSql('l.customer_id', '$9')} AS ledger, ${optedOutSql('l.customer_id')} AS opted_out,
  ${wishesSql('l.customer_id')} AS wishes,
  CASE WHEN q.case_id IS NOT NULL THEN (SELECT json_agg(d.result->'state' ORDER BY k.loan_id)
    FROM cases k JOIN case_decisions d USING (case_id, sequence)
    WHERE k.customer_id = l.customer_id AND k.loan_id <> l.loan_id AND k.closed_at IS NULL AND k.next_action_at <= $10
      AND (d.result->'state'->>'paidMinor')::bigint = (SELECT coalesce(sum(amount_minor), 0) FROM payments p
        WHERE p.loan_id = k.loan_id AND p.paid_at <= $6)) END AS siblings,
  (SELECT count(*) FROM cases WHERE loan_id = l.loan_id) AS cases_so_far,
  CASE WHEN q.case_id IS NULL THEN (SELECT team_id FROM teams WHERE region = c.region AND active LIMIT 1) END AS team,
  s.state,
  CASE WHEN q.case_id IS NOT NULL
    THEN (SELECT result FROM case_decisions WHERE case_id = q.case_id AND sequence = q.sequence + 1)
    ELSE (SELECT d.result FROM cases k JOIN case_decisions d USING (case_id, sequence)
          WHERE k.loan_id = l.loan_id AND k.closed_at IS NULL)
  END AS made,
  ARRAY(SELECT event_id FROM case_events WHERE case_id = q.case_id AND event_id = ANY($4)) AS handled
FROM unnest($1::text[], $2::text[], $3::int[], $7::boolean[], $8::timestamptz[])
  AS q(loan_id, case_id, sequence, with_state, watched_since)
JOIN loans l USING (loan_id)
JOIN customers c USING (customer_id)
LEFT JOIN LATERAL (
  (SELECT result->'state' AS state FROM case_decisions
   WHERE q.with_state AND case_id = q.case_id AND sequence = q.sequence)
  UNION ALL
  (SELECT d.result->'state' FROM cases k JOIN case_decisions d USING (case_id, sequence)
   WHERE q.case_id IS NULL AND k.loan_id = l.loan_id
   ORDER BY k.opened_at DESC, length(k.case_id) DESC, k.case_id DESC LIMIT 1)
) s ON true
CROSS JOIN LATERAL (SELECT coalesce(q.watched_since, to_timestamp(least(
  (s.state->'promise'->>'madeAtMs')::float8, (s.state->'lastPromise'->>'madeAtMs')::float8,
  (s.state->'settlement'->>'madeAtMs')::float8) / 1000)) AS since) w`;

/**
 * @param now epoch milliseconds, business time
 * @returns what is known, by loan id; a loan that does not exist is absent
 */
export async function readBeforeDecisions(
  tx: Transaction,
  keys: readonly DecisionKey[],
  now: number,
): Promise<Map<LoanId, BeforeDecision>> {
  const { rows } = await tx.query<Row>({
    name: 'before-decisions',
    text: BEFORE_DECISION,
    values: [
      keys.map((key) => key.loanId),
      keys.map((key) => key.caseId),
      keys.map((key) => key.sequence),
      keys.flatMap((key) => key.eventIds),
      new Date(now + 86_400_000).toISOString().slice(0, 10),
      new Date(now + PAYMENT_CLOCK_SKEW_MS),
      keys.map((key) => key.withState),
      keys.map(({ watchedSinceMs }) => (watchedSinceMs === null ? null : new Date(watchedSinceMs))),
      new Date(now - LEDGER_MS),
      new Date(now + DAY_MS),
    ],
  });
  const opening = new Set(keys.filter((key) => key.caseId === null).map((key) => key.loanId));
  return new Map(
    rows.map((row) => [row.loan_id as LoanId, fromRow(row, opening.has(row.loan_id as LoanId), now)]),
  );
}

function fromRow(row: Row, opening: boolean, now: number): BeforeDecision {
  const zone = loanZone(row.jurisdiction, row.timezone);
  const instalments = row.instalments.map(([dueOn, amountMinor]) => ({ dueOn, amountMinor }));
  const paidMinor = Number(row.paid_minor);
  const facts: CaseFacts = {
    loan: {
      loanId: row.loan_id as LoanId,
      customerId: row.customer_id as CustomerId,
      jurisdiction: row.jurisdiction,
      lenderRole: row.lender_role,
      currency: row.currency,
      principalMinor: Number(row.principal_minor),
      zone,
      region: row.region,
      ...(row.team !== null && { team: row.team }),
    },
    customer: {
      zone: row.timezone,
      consents: row.consents,
      reachable: reachableBy(row.points, row.post_returned),
      otherPhones: Math.max(0, row.points.filter((kind) => kind === 'phone').length - 1),
      internalScore: row.internal_score,
      holds: row.holds ?? [],
      ...toStanding(row),
    },
    siblings: row.siblings ?? [],
    delinquency: delinquencyOf(instalments, paidMinor, localDate(now, zone)),
    nextDueOn: nextDueOnOf(instalments, localDate(now, zone)),
    paidMinor,
    payments: (row.payments ?? []).map(([paidAtMs, amountMinor]) => ({ paidAtMs, amountMinor })),
    casesSoFar: Number(row.cases_so_far),
    previous: opening ? row.state : null,
  };
  return { facts, state: opening ? null : row.state, made: row.made, handled: new Set(row.handled) };
}

/** Post can go by customer number: whoever prints finds the address where none is on file here. */
function reachableBy(points: readonly ContactPointKind[], postReturned: boolean): Channel[] {
  const channels: Channel[] = postReturned ? [] : ['letter'];
  if (points.includes('phone')) channels.push('sms', 'voice');
  if (points.includes('email')) channels.push('email');
  if (points.includes('push')) channels.push('push');
  return channels;
}
