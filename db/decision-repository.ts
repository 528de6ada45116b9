import type { Decision, DecisionResult } from '../domain/case/decision.ts';
import type { CaseState } from '../domain/case/state.ts';
import { writeSuccession } from './case-link-repository.ts';
import { writeComplaints, writeLegalHolds } from './legal-hold-repository.ts';
import type { Transaction } from './transaction.ts';
import { writeWork } from './work-repository.ts';

/** A decision with a case, ready to be written. */
export interface MadeDecision {
  state: CaseState;
  decision: Decision;
}

// Everything a decision leaves behind in one statement: one round trip, and no half of it is ever seen.
const WRITE = `
WITH input AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(
    case_id text, loan_id text, customer_id text, sequence int, stage text, tier text, strategy text, region text,
    currency text, arrears_minor bigint, oldest_due_on text, opened_at timestamptz, closed_at timestamptz,
    close_reason text, forgiven_minor bigint, previous_case_id text, next_action_at timestamptz, next_action text, next_why text, result jsonb,
    events text[], entries jsonb, contact jsonb, opened jsonb, closed text[], close_all boolean, legal jsonb)
), cases_written AS (
  INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency,
    arrears_minor, oldest_due_on, opened_at, closed_at, close_reason, forgiven_minor, previous_case_id,
    next_action_at, next_action, next_why)
  SELECT case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency,
    arrears_minor, oldest_due_on, opened_at, closed_at, close_reason, forgiven_minor, previous_case_id,
    next_action_at, next_action, next_why
  FROM input
  ON CONFLICT (case_id) DO UPDATE SET sequence = excluded.sequence, stage = excluded.stage, tier = excluded.tier,
    strategy = excluded.strategy, forgiven_minor = excluded.forgiven_minor, arrears_minor = excluded.arrears_minor, oldest_due_on = excluded.oldest_due_on, closed_at = excluded.closed_at,
    close_reason = excluded.close_reason, next_action_at = excluded.next_action_at,
    next_action = excluded.next_action, next_why = excluded.next_why
), decisions_written AS (
  INSERT INTO case_decisions (case_id, sequence, decided_at, result)
  SELECT case_id, sequence, $2, result FROM input
), events_written AS (
  INSERT INTO case_events (case_id, event_id, sequence)
  SELECT i.case_id, e.id, i.sequence FROM input i, unnest(i.events) AS e(id)
), timeline_written AS (
  INSERT INTO timeline (case_id, sequence, entry, at, type, actor, data, why)
  SELECT i.case_id, i.sequence, e.n, $2, e.v->>'type', e.v->>'actor', e.v->'data', e.v->>'why'
  FROM input i, jsonb_array_elements(i.entries) WITH ORDINALITY AS e(v, n)
), contacts_written AS (
  INSERT INTO contacts (contact_id, reserved_at, customer_id, loan_id, case_id, rung, channel, purpose, script,
    rules, covers, status)
  SELECT contact->>'contactId', $2, customer_id, loan_id, case_id, (contact->>'rung')::int, contact->>'channel',
    contact->>'purpose', contact->>'script', contact->'rules', contact->'covers', 'reserved'
  FROM input WHERE contact IS NOT NULL
), tasks_opened AS (
  INSERT INTO tasks (task_id, case_id, kind, summary, opened_at, due_at)
  SELECT t.v->>'taskId', i.case_id, t.v->>'kind', t.v->>'summary', $2,
    to_timestamp((t.v->>'dueAtMs')::double precision / 1000)
  FROM input i, jsonb_array_elements(i.opened) AS t(v)
  ON CONFLICT (task_id) DO UPDATE SET summary = excluded.summary, due_at = excluded.due_at
), tasks_closed AS (
  UPDATE tasks t SET closed_at = $2 FROM input i
  WHERE t.case_id = i.case_id AND t.closed_at IS NULL AND (i.close_all OR t.task_id = ANY(i.closed))
    AND t.legal_id IS NULL AND t.kind <> 'complaint-answer'
), legal_written AS (
  INSERT INTO legal_actions (legal_id, case_id, loan_id, customer_id, zone, region, currency, strategy, approved_by,
    opened_at, stop_reason)
  SELECT legal->>'id', case_id, loan_id, customer_id, legal->>'zone', region, currency, strategy, legal->'approvedBy',
    (legal->>'openedAt')::timestamptz, legal->>'stop'
  FROM input WHERE legal IS NOT NULL
  ON CONFLICT (legal_id) DO UPDATE SET stop_reason = excluded.stop_reason
    WHERE legal_actions.stop_reason IS NULL AND excluded.stop_reason IS NOT NULL
)
SELECT 1`;

/**
 * Writes decisions: the case row, the decision for its retries, the timeline, the ledger row, the tasks.
 *
 * @param now epoch milliseconds, business time
 * @throws a unique violation when another process made one of these decisions meanwhile
 */
export async function writeDecisions(
  tx: Transaction,
  made: readonly MadeDecision[],
  now: number,
): Promise<void> {
  if (made.length === 0) return;
  await tx.send({
    name: 'write-decisions',
    text: WRITE,
    values: [JSON.stringify(made.map(toRow)), new Date(now)],
  });
  await writeLegalHolds(tx, made, now);
  await writeComplaints(tx, made, now);
  await writeWork(tx, made, now);
  await writeSuccession(tx, made, now);
}

function toRow({ state, decision }: MadeDecision) {
  const { instruction } = decision;
  return {
    case_id: state.caseId,
    loan_id: state.loanId,
    customer_id: state.customerId,
    sequence: state.sequence,
    stage: state.stage,
    tier: state.tier,
    strategy: state.strategy,
    region: state.region,
    currency: state.currency,
    arrears_minor: state.arrearsMinor,
    oldest_due_on: state.oldestDueOn,
    opened_at: new Date(state.openedAtMs),
    closed_at: state.closed ? new Date(state.closed.atMs) : null,
    close_reason: state.closed?.reason ?? null,
    forgiven_minor: state.closed?.forgivenMinor ?? null,
    previous_case_id: state.previousCaseId ?? null,
    next_action_at: instruction.kind === 'wait' ? new Date(instruction.untilMs) : null,
    next_action: instruction.summary,
    next_why: instruction.kind === 'close' ? instruction.summary : instruction.why,
    result: resultOf(decision),
    events: decision.answers.filter((answer) => answer.accepted).map((answer) => answer.id),
    entries: decision.entries,
    contact: decision.contact ?? null,
    opened: decision.tasksOpened,
    closed: decision.tasksClosed === 'all' ? [] : decision.tasksClosed,
    close_all: decision.tasksClosed === 'all',
    legal: legalRow(state),
  };
}

/** A legal action that is open as far as the case knows: opened now, or wanted stopped, or neither and then unchanged. */
function legalRow({ legalAction, closed, zone }: CaseState) {
  if (legalAction?.openedAtMs === undefined || legalAction.ended) return null;
  const { id, approvedBy, openedAtMs } = legalAction;
  const stop = closed && (closed.reason === 'cured' ? 'cured' : 'closed');
  return { id, approvedBy, zone, openedAt: new Date(openedAtMs), stop: stop ?? null };
}

/** @returns the part of a decision that the workflow gets */
export function resultOf({ state, instruction, answers }: Decision): DecisionResult {
  return { state, instruction, answers };
}
