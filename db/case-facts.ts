import type { DecisionResult } from '../domain/case/decision.ts';
import type { CaseFacts } from '../domain/case/facts.ts';
import type { CaseState } from '../domain/case/state.ts';
import { localDate } from '../domain/calendar.ts';
import { delinquencyOf } from '../domain/delinquency.ts';
import type { CustomerId, LoanId } from '../domain/ids.ts';
import { loanZone } from '../domain/loan-zone.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import type { Transaction } from './transaction.ts';

/** A decision that is asked for: the one after `sequence` of the case, or (no case) the opening of one. */
export interface DecisionKey {
  loanId: LoanId;
  caseId: string | null;
  /** of the last decision, 0 before the first */
  sequence: number;
  /** whether the state that it left is to be read too */
  withState: boolean;
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

interface Row {
  loan_id: string;
  customer_id: string;
  jurisdiction: string;
  lender_role: 'first_party' | 'third_party';
  currency: string;
  principal_minor: string;
  timezone: string;
  region: string;
  consents: Channel[];
  points: ('phone' | 'email')[];
  internal_score: number | null;
  instalments: [dueOn: string, amountMinor: number][];
  paid_minor: string;
  cases_so_far: string;
  state: CaseState | null;
  made: DecisionResult | null;
  handled: string[];
}

// One statement, because a decision is one short transaction and every round trip is a large part of it.
// Instalments are read up to the day after tomorrow UTC: which of them are overdue is decided in the loan's zone.
const BEFORE_DECISION = `
SELECT l.loan_id, l.customer_id, l.jurisdiction, l.lender_role, l.currency, l.principal_minor,
  c.timezone, c.region,
  ARRAY(SELECT channel FROM consents WHERE customer_id = l.customer_id AND granted) AS consents,
  ARRAY(SELECT kind FROM contact_points WHERE customer_id = l.customer_id AND usable) AS points,
  (SELECT score FROM external_ratings WHERE customer_id = l.customer_id AND source = 'internal'
    AND as_of <= $5::date ORDER BY as_of DESC LIMIT 1) AS internal_score,
  (SELECT coalesce(json_agg(json_build_array(due_on, principal_due_minor + interest_due_minor + fee_due_minor)
      ORDER BY due_on, number), '[]')
    FROM instalments WHERE loan_id = l.loan_id AND due_on <= $5::date) AS instalments,
  (SELECT coalesce(sum(amount_minor), 0) FROM payments WHERE loan_id = l.loan_id AND paid_at <= $6) AS paid_minor,
  (SELECT count(*) FROM cases WHERE loan_id = l.loan_id) AS cases_so_far,
  CASE WHEN q.with_state
    THEN (SELECT result->'state' FROM case_decisions WHERE case_id = q.case_id AND sequence = q.sequence)
  END AS state,
  CASE WHEN q.case_id IS NOT NULL
    THEN (SELECT result FROM case_decisions WHERE case_id = q.case_id AND sequence = q.sequence + 1)
    ELSE (SELECT d.result FROM cases k JOIN case_decisions d USING (case_id, sequence)
          WHERE k.loan_id = l.loan_id AND k.closed_at IS NULL)
  END AS made,
  ARRAY(SELECT event_id FROM case_events WHERE case_id = q.case_id AND event_id = ANY($4)) AS handled
FROM unnest($1::text[], $2::text[], $3::int[], $7::boolean[]) AS q(loan_id, case_id, sequence, with_state)
JOIN loans l USING (loan_id)
JOIN customers c USING (customer_id)`;

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
      new Date(now),
      keys.map((key) => key.withState),
    ],
  });
  return new Map(rows.map((row) => [row.loan_id as LoanId, fromRow(row, now)]));
}

function fromRow(row: Row, now: number): BeforeDecision {
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
    },
    customer: {
      zone: row.timezone,
      consents: row.consents,
      reachable: reachableBy(row.points),
      internalScore: row.internal_score,
    },
    delinquency: delinquencyOf(instalments, paidMinor, localDate(now, zone)),
    paidMinor,
    casesSoFar: Number(row.cases_so_far),
  };
  return { facts, state: row.state, made: row.made, handled: new Set(row.handled) };
}

/** Post goes by customer number: the printer, not this system, holds postal addresses. */
function reachableBy(points: readonly ('phone' | 'email')[]): Channel[] {
  const channels: Channel[] = ['letter'];
  if (points.includes('phone')) channels.push('sms', 'voice');
  if (points.includes('email')) channels.push('email');
  return channels;
}
