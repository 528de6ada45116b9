import type { PromiseOutcome } from '../domain/case/state.ts';
import type { Pool } from './client.ts';

/** Figures of all cases, straight from the tables. Money in minor units. */
export interface Figures {
  /** open cases by stage */
  stages: Record<string, number>;
  /** closed cases by reason */
  ends: Record<string, number>;
  /** open cases in which a hold keeps contacts back */
  held: number;
  /** contacts by channel and status */
  contacts: { channel: string; status: string; count: number }[];
  /** contacts that the gate put off, and refused */
  deferred: number;
  denied: number;
  /** by how they were judged last: a payment that bounces, or is booked late, has that done again */
  promises: { made: number; kept: number; partlyKept: number; broken: number };
  /** overdue when the cases were opened */
  arrearsAtOpeningMinor: number;
  /** cases of loans that had one before */
  reopened: number;
  /** paid while a case was open, without what was taken back */
  recoveredMinor: number;
  /** overdue when a settlement was paid, and not asked for any more */
  forgivenMinor: number;
  tasks: { opened: number; open: number };
}

const FIGURES = `
SELECT
  (SELECT coalesce(json_object_agg(stage, n), '{}') FROM
    (SELECT stage, count(*) AS n FROM cases WHERE closed_at IS NULL GROUP BY stage) s) AS stages,
  (SELECT coalesce(json_object_agg(close_reason, n), '{}') FROM
    (SELECT close_reason, count(*) AS n FROM cases WHERE closed_at IS NOT NULL GROUP BY close_reason) e) AS ends,
  (SELECT count(*)::int FROM cases k JOIN case_decisions d USING (case_id, sequence)
    WHERE k.closed_at IS NULL AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(d.result->'state'->'holds') AS h(v)
      WHERE h.v->>'kind' <> 'dispute'
        OR (d.result->'state'->>'disputedMinor')::bigint >= (d.result->'state'->>'arrearsMinor')::bigint)) AS held,
  (SELECT coalesce(json_agg(c), '[]') FROM
    (SELECT channel, status, count(*)::int AS count FROM contacts GROUP BY channel, status
     ORDER BY channel, status) c) AS contacts,
  (SELECT json_object_agg(kind, n) FROM
    (SELECT k.kind, (SELECT count(*) FROM timeline t WHERE t.type = k.kind) AS n
     FROM unnest($1::text[]) AS k(kind)) t) AS entries,
  (SELECT coalesce(json_object_agg(outcome, n), '{}') FROM
    (SELECT outcome, count(*) AS n FROM
      (SELECT DISTINCT ON (k.loan_id, t.data->>'promiseId')
         CASE t.type WHEN 'promise-judged-again' THEN t.data->>'outcome' ELSE substr(t.type, length('promise-') + 1) END
           AS outcome
       FROM timeline t JOIN cases k USING (case_id)
       WHERE t.type IN ('promise-kept', 'promise-partly-kept', 'promise-broken', 'promise-judged-again')
       ORDER BY k.loan_id, t.data->>'promiseId', t.at DESC, k.opened_at DESC, t.sequence DESC, t.entry DESC) newest
     GROUP BY outcome) j) AS judged,
  (SELECT coalesce(sum((t.data->>'arrearsMinor')::bigint), 0)::float8 FROM timeline t WHERE t.type = 'opened')
    AS arrears_at_opening,
  (SELECT coalesce(sum(p.amount_minor), 0)::float8 FROM cases k JOIN payments p USING (loan_id)
    WHERE coalesce(p.reversed_paid_at, p.paid_at) >= k.opened_at
      AND (k.closed_at IS NULL OR coalesce(p.reversed_paid_at, p.paid_at) <= k.closed_at)) AS recovered,
  (SELECT (count(*) - count(DISTINCT loan_id))::int FROM cases) AS reopened,
  (SELECT coalesce(sum(forgiven_minor), 0)::float8 FROM cases) AS forgiven,
  (SELECT count(*)::int FROM tasks) AS tasks,
  (SELECT count(*)::int FROM tasks WHERE closed_at IS NULL) AS open_tasks`;

const COUNTED = ['contact-deferred', 'contact-denied', 'promise'] as const;

/** Reads figures; each call is one statement and so one moment. */
export async function readFigures(pool: Pool): Promise<Figures> {
  const { rows } = await pool.query<{
    stages: Record<string, number>;
    ends: Record<string, number>;
    held: number;
    contacts: Figures['contacts'];
    entries: Record<(typeof COUNTED)[number], number>;
    judged: Partial<Record<PromiseOutcome, number>>;
    arrears_at_opening: number;
    recovered: number;
    reopened: number;
    forgiven: number;
    tasks: number;
    open_tasks: number;
  }>(FIGURES, [COUNTED]);
  const [row] = rows;
  if (!row) throw new Error('the figures are empty');
  const { entries, judged } = row;
  return {
    stages: row.stages,
    ends: row.ends,
    held: row.held,
    contacts: row.contacts,
    deferred: entries['contact-deferred'],
    denied: entries['contact-denied'],
    promises: {
      made: entries.promise,
      kept: judged.kept ?? 0,
      partlyKept: judged['partly-kept'] ?? 0,
      broken: judged.broken ?? 0,
    },
    arrearsAtOpeningMinor: row.arrears_at_opening,
    recoveredMinor: row.recovered,
    reopened: row.reopened,
    forgivenMinor: row.forgiven,
    tasks: { opened: row.tasks, open: row.open_tasks },
  };
}

/** How long cases lived, by how they ended. */
export interface DaysToEnd {
  reason: string;
  cases: number;
  medianDays: number;
  maxDays: number;
  recoveredMinor: number;
  arrearsAtOpeningMinor: number;
}

const DAYS_TO_END = `
SELECT k.close_reason AS reason, count(*)::int AS cases,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM k.closed_at - k.opened_at) / 86400)::float8 AS median,
  max(extract(epoch FROM k.closed_at - k.opened_at) / 86400)::float8 AS longest,
  coalesce(sum((SELECT sum(p.amount_minor) FROM payments p WHERE p.loan_id = k.loan_id
    AND coalesce(p.reversed_paid_at, p.paid_at) BETWEEN k.opened_at AND k.closed_at)), 0)::float8 AS recovered,
  sum((SELECT (t.data->>'arrearsMinor')::bigint FROM timeline t
    WHERE t.case_id = k.case_id AND t.type = 'opened' LIMIT 1))::float8 AS arrears
FROM cases k WHERE k.closed_at IS NOT NULL GROUP BY k.close_reason ORDER BY count(*) DESC, k.close_reason`;

/** @returns one row per reason, the most frequent first */
export async function readDaysToEnd(pool: Pool): Promise<DaysToEnd[]> {
  const { rows } = await pool.query<{
    reason: string;
    cases: number;
    median: number;
    longest: number;
    recovered: number;
    arrears: number;
  }>(DAYS_TO_END);
  return rows.map((row) => ({
    reason: row.reason,
    cases: row.cases,
    medianDays: row.median,
    maxDays: row.longest,
    recoveredMinor: row.recovered,
    arrearsAtOpeningMinor: row.arrears,
  }));
}
