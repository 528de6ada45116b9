import type { Trace, TraceData } from '../domain/portfolio/paths/traces.ts';
import type { Pool } from './client.ts';
import { onLeave } from './risk-figures-repository.ts';

/** Cases whose timelines are read at once. */
const CASES_AT_ONCE = 200;

// What stood after a decision is in its result; a task is named by its entry.
const TIMELINES = `
  SELECT t.case_id, t.type, t.at, t.data, k.kind AS task_kind,
    coalesce(jsonb_path_query_array(d.result, '$.state.holds[*].kind'), '[]') AS holds,
    jsonb_path_exists(d.result, '$.state.holds[*] ? (@.kind == "dispute" && @.whole == true)') AS whole
  FROM timeline t LEFT JOIN case_decisions d USING (case_id, sequence)
    LEFT JOIN tasks k ON k.task_id = t.data->>'taskId'
  WHERE t.case_id = ANY($1) ORDER BY t.case_id, t.sequence, t.entry`;

// What is in other books than the timeline, and happened while the case was open: of its loan, and of its tasks.
const BESIDE = `
  SELECT k.case_id, 'alert-dismissed' AS type, a.decided_at AS at FROM risk_alerts a JOIN cases k USING (loan_id)
  WHERE k.case_id = ANY($1) AND a.state = 'dismissed' AND a.decided_at BETWEEN k.opened_at AND coalesce(k.closed_at, 'infinity')
  UNION ALL
  SELECT t.case_id, 'task-moved', g.at FROM task_assignments g JOIN tasks t USING (task_id)
  WHERE t.case_id = ANY($1) AND g.from_user IS NOT NULL AND ${onLeave('g.from_user', 'g.at')}
  ORDER BY 1, 3, 2`;

/** @returns the timelines of all cases, one after the other; behind each what other books say of it */
export async function* readTimelines(pool: Pool): AsyncGenerator<Trace[]> {
  let after = '';
  for (;;) {
    const page = await pool.query<{ case_id: string }>(
      'SELECT case_id FROM cases WHERE case_id > $1 ORDER BY case_id LIMIT $2',
      [after, CASES_AT_ONCE],
    );
    const ids = page.rows.map((row) => row.case_id);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    yield* (await timelinesOf(pool, ids)).values();
  }
}

async function timelinesOf(pool: Pool, ids: readonly string[]): Promise<Map<string, Trace[]>> {
  const { rows } = await pool.query<{
    case_id: string;
    type: string;
    at: Date;
    data: TraceData;
    task_kind: string | null;
    holds: string[];
    whole: boolean | null;
  }>(TIMELINES, [ids]);
  const timelines = new Map<string, Trace[]>(ids.map((id) => [id, []]));
  for (const { case_id: caseId, type, at, data, task_kind: taskKind, holds, whole } of rows) {
    timelines.get(caseId)?.push({
      ...{ type, atMs: at.getTime(), data, holds },
      ...(taskKind !== null && { taskKind }),
      ...(whole && { wholeDispute: true }),
    });
  }
  const beside = await pool.query<{ case_id: string; type: string; at: Date }>(BESIDE, [ids]);
  for (const { case_id: caseId, type, at } of beside.rows) {
    timelines.get(caseId)?.push({ type, atMs: at.getTime(), data: {}, holds: [] });
  }
  return timelines;
}
