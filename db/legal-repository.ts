import type { CloseReason } from '../domain/case/state.ts';
import type { LegalId, LoanId } from '../domain/ids.ts';
import type {
  LegalDecision,
  LegalDecisionResult,
  LegalFacts,
  LegalOpening,
} from '../domain/legal/decision.ts';
import type { DocumentKind, LegalEnd, LegalStep, StopReason } from '../domain/legal/steps.ts';
import type { Pool } from './client.ts';
import type { Transaction } from './transaction.ts';

/** What the database knows before a decision of a legal action. */
export interface BeforeLegalDecision {
  opening: LegalOpening;
  facts: LegalFacts;
  /** the result of this very decision, when it was made before and its answer was lost */
  made: LegalDecisionResult | null;
  /** of the events asked for, those that an earlier decision has handled */
  handled: ReadonlySet<string>;
}

interface OpeningRow {
  legal_id: LegalId;
  case_id: LegalOpening['caseId'];
  loan_id: LoanId;
  customer_id: LegalOpening['customerId'];
  zone: string;
  region: string;
  currency: string;
  strategy: string;
  approved_by: string[];
  opened_at: Date;
}

interface BeforeRow extends OpeningRow {
  arrears_minor: string;
  close_reason: CloseReason | null;
  made: LegalDecisionResult | null;
  handled: string[];
}

const OPENING = `a.legal_id, a.case_id, a.loan_id, a.customer_id, a.zone, a.region, a.currency, a.strategy,
  a.approved_by, a.opened_at`;

/** @returns undefined when no decision of a case has opened such an action */
export async function readBeforeLegalDecision(
  tx: Transaction,
  { legalId, sequence, eventIds }: { legalId: LegalId; sequence: number; eventIds: readonly string[] },
): Promise<BeforeLegalDecision | undefined> {
  const { rows } = await tx.query<BeforeRow>({
    name: 'before-legal-decision',
    text: `SELECT ${OPENING}, k.arrears_minor, k.close_reason,
             (SELECT result FROM legal_decisions WHERE legal_id = a.legal_id AND sequence = $2 + 1) AS made,
             ARRAY(SELECT event_id FROM legal_events WHERE legal_id = a.legal_id AND event_id = ANY($3)) AS handled
           FROM legal_actions a JOIN cases k USING (case_id) WHERE a.legal_id = $1`,
    values: [legalId, sequence, eventIds],
  });
  const [row] = rows;
  return (
    row && {
      opening: openingOf(row),
      facts: {
        arrearsMinor: Number(row.arrears_minor),
        ...(row.close_reason && { closed: row.close_reason }),
      },
      made: row.made,
      handled: new Set(row.handled),
    }
  );
}

function openingOf(row: OpeningRow): LegalOpening {
  return {
    legalId: row.legal_id,
    caseId: row.case_id,
    loanId: row.loan_id,
    customerId: row.customer_id,
    zone: row.zone,
    region: row.region,
    currency: row.currency,
    strategy: row.strategy,
    approvedBy: row.approved_by,
    openedAtMs: row.opened_at.getTime(),
  };
}

// Entries stand on the case's timeline after those of the decision that the case made last; a legal action has its
// own numbers there, far above any number of entries that one decision of a case has.
const WRITE = `
WITH i AS (
  SELECT * FROM jsonb_to_record($1::jsonb) AS x(
    legal_id text, case_id text, sequence int, step text, next_due_at timestamptz, ended_at timestamptz,
    end_reason text, result jsonb, events text[], entries jsonb, opened jsonb, closed text[], documents jsonb)
), action_written AS (
  UPDATE legal_actions a SET sequence = i.sequence, step = i.step, next_due_at = i.next_due_at,
    ended_at = i.ended_at, end_reason = i.end_reason
  FROM i WHERE a.legal_id = i.legal_id
), decision_written AS (
  INSERT INTO legal_decisions (legal_id, sequence, decided_at, result) SELECT legal_id, sequence, $2, result FROM i
), events_written AS (
  INSERT INTO legal_events (legal_id, event_id, sequence)
  SELECT i.legal_id, e.id, i.sequence FROM i, unnest(i.events) AS e(id)
), timeline_written AS (
  INSERT INTO timeline (case_id, sequence, entry, at, type, actor, data, why)
  SELECT i.case_id, k.sequence, 1000000 + 100 * i.sequence + e.n, $2,
    e.v->>'type', e.v->>'actor', e.v->'data', e.v->>'why'
  FROM i JOIN cases k USING (case_id), jsonb_array_elements(i.entries) WITH ORDINALITY AS e(v, n)
), documents_written AS (
  INSERT INTO legal_documents (legal_id, sequence, entry, step, kind, name, sha256, added_by, added_at)
  SELECT i.legal_id, i.sequence, d.n, d.v->>'step', d.v->>'kind', d.v->>'name', d.v->>'sha256', d.v->>'addedBy', $2
  FROM i, jsonb_array_elements(i.documents) WITH ORDINALITY AS d(v, n)
), tasks_opened AS (
  INSERT INTO tasks (task_id, case_id, legal_id, kind, summary, opened_at, due_at)
  SELECT t.v->>'taskId', i.case_id, i.legal_id, t.v->>'kind', t.v->>'summary', $2,
    to_timestamp((t.v->>'dueAtMs')::double precision / 1000)
  FROM i, jsonb_array_elements(i.opened) AS t(v)
  ON CONFLICT (task_id) DO UPDATE SET summary = excluded.summary, due_at = excluded.due_at
), tasks_closed AS (
  UPDATE tasks t SET closed_at = $2 FROM i
  WHERE t.case_id = i.case_id AND t.closed_at IS NULL AND t.task_id = ANY(i.closed)
)
SELECT 1`;

/**
 * Writes a decision in one statement: the action, the decision for its retries, the case's timeline, documents, tasks.
 *
 * @param now epoch milliseconds, business time
 * @throws a unique violation when another process made this decision meanwhile
 */
export async function writeLegalDecision(
  tx: Transaction,
  decision: LegalDecision,
  now: number,
): Promise<void> {
  const { state, instruction, answers } = decision;
  const row = {
    legal_id: state.legalId,
    case_id: state.caseId,
    sequence: state.sequence,
    step: state.step.name,
    next_due_at: instruction.kind === 'wait' ? new Date(instruction.untilMs) : null,
    ended_at: state.ended ? new Date(state.ended.atMs) : null,
    end_reason: state.ended?.reason ?? null,
    result: legalResultOf(decision),
    events: answers.filter((answer) => answer.accepted).map((answer) => answer.id),
    entries: decision.entries,
    opened: decision.tasksOpened,
    closed: decision.tasksClosed,
    documents: decision.documents,
  };
  await tx.send({ name: 'write-legal-decision', text: WRITE, values: [JSON.stringify(row), new Date(now)] });
}

/** @returns the part of a decision that the workflow gets */
export function legalResultOf({ state, instruction, answers, tell }: LegalDecision): LegalDecisionResult {
  return { state, instruction, answers, ...(tell && { tell }) };
}

/** A legal action whose workflow is not started yet, or not told yet that its case wants it stopped. */
export interface LegalToLink {
  opening: LegalOpening;
  started: boolean;
  stop?: Extract<StopReason, 'cured' | 'closed'>;
}

/** @param which of one case, or (a page of) all there are, in order of their id */
export async function legalToLink(
  pool: Pool,
  which: { legalId: LegalId } | { after: string; limit: number },
): Promise<LegalToLink[]> {
  const one = 'legalId' in which;
  const { rows } = await pool.query<
    OpeningRow & { started_at: Date | null; stop_reason: LegalToLink['stop'] | null }
  >({
    name: one ? 'legal-to-link' : 'all-legal-to-link',
    text: `SELECT ${OPENING}, a.started_at, a.stop_reason FROM legal_actions a
           WHERE a.ended_at IS NULL AND (a.started_at IS NULL OR (a.stop_reason IS NOT NULL AND a.stop_told_at IS NULL))
             AND ${one ? 'a.legal_id = $1' : 'a.legal_id > $1 ORDER BY a.legal_id LIMIT $2'}`,
    values: one ? [which.legalId] : [which.after, which.limit],
  });
  return rows.map((row) => ({
    opening: openingOf(row),
    started: row.started_at !== null,
    ...(row.stop_reason && { stop: row.stop_reason }),
  }));
}

/** Records that the workflow runs, and that it knows the case's wish to stop it. */
export async function markLegalLinked(
  pool: Pool,
  legalId: LegalId,
  { stopTold }: { stopTold: boolean },
  now: number,
): Promise<void> {
  await pool.query({
    name: 'legal-linked',
    text: `UPDATE legal_actions SET started_at = coalesce(started_at, $2),
             stop_told_at = CASE WHEN $3 THEN coalesce(stop_told_at, $2) ELSE stop_told_at END
           WHERE legal_id = $1`,
    values: [legalId, new Date(now), stopTold],
  });
}

export interface LegalDocumentRow {
  step: LegalStep;
  kind: DocumentKind;
  name: string;
  sha256: string;
  addedBy: string;
  addedAt: Date;
}

export interface LegalTaskRow {
  taskId: string;
  kind: string;
  summary: string;
  openedAt: Date;
  dueAt: Date;
}

/** A legal action as people see it; before its first decision there is nothing but its opening. */
export interface LegalRecord {
  opening: LegalOpening;
  decided: LegalDecisionResult | null;
  /** the case wants it stopped */
  stopReason: string | null;
  endReason: LegalEnd | null;
  documents: LegalDocumentRow[];
  tasks: LegalTaskRow[];
}

/** Legal actions, for people to read. */
export class LegalReader {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns undefined when there is none */
  async byId(legalId: LegalId): Promise<LegalRecord | undefined> {
    const [action] = await this.read('a.legal_id = $1', legalId);
    return action;
  }

  /** @returns all of the loan's cases, the newest first */
  async ofLoan(loanId: LoanId): Promise<LegalRecord[]> {
    return this.read('a.loan_id = $1', loanId);
  }

  private async read(condition: string, value: string): Promise<LegalRecord[]> {
    const { rows } = await this.pool.query<
      OpeningRow & {
        result: LegalDecisionResult | null;
        stop_reason: string | null;
        end_reason: LegalEnd | null;
      }
    >(
      `SELECT ${OPENING}, a.stop_reason, a.end_reason, d.result
       FROM legal_actions a LEFT JOIN legal_decisions d ON d.legal_id = a.legal_id AND d.sequence = a.sequence
       WHERE ${condition} ORDER BY a.opened_at DESC, a.legal_id DESC`,
      [value],
    );
    const ids = rows.map((row) => row.legal_id);
    const [documents, tasks] = await Promise.all([
      this.pool.query<LegalDocumentRow & { legalId: string }>(
        `SELECT legal_id AS "legalId", step, kind, name, sha256, added_by AS "addedBy", added_at AS "addedAt"
         FROM legal_documents WHERE legal_id = ANY($1) ORDER BY legal_id, sequence, entry`,
        [ids],
      ),
      this.pool.query<LegalTaskRow & { legalId: string }>(
        `SELECT legal_id AS "legalId", task_id AS "taskId", kind, summary, opened_at AS "openedAt", due_at AS "dueAt"
         FROM tasks WHERE case_id = ANY($1) AND legal_id = ANY($2) AND closed_at IS NULL ORDER BY due_at, task_id`,
        [rows.map((row) => row.case_id), ids],
      ),
    ]);
    return rows.map((row) => {
      const own = <Row extends { legalId: string }>(all: Row[]) =>
        all.filter(({ legalId }) => legalId === row.legal_id).map(({ legalId, ...rest }) => rest);
      return {
        opening: openingOf(row),
        decided: row.result,
        stopReason: row.stop_reason,
        endReason: row.end_reason,
        documents: own(documents.rows),
        tasks: own(tasks.rows),
      };
    });
  }
}
