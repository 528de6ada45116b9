import type { Pool } from './client.ts';

/** What came of scores, assignment and alerts, straight from the tables. */
export interface RiskFigures {
  /** scores of openings and re-scorings, by the model that made them */
  scores: { model: string; opened: number; rescored: number }[];
  /** cases by the tier in which they were opened */
  tiersAtOpening: Record<string, number>;
  /** cases by segment as they were scored last; `none`: the model has none */
  segments: Record<string, number>;
  /** how often tasks were given to somebody, by what spoke for them */
  given: Record<GivenBecause, number>;
  /** tasks that were in the queue since nobody could take them */
  queued: number;
  /** tasks given to each collector, the largest and the smallest number */
  loads: { collectors: number; largest: number; smallest: number };
  /** tasks that went from somebody on leave to somebody else, or to the queue */
  movedByLeave: number;
  alerts: { kind: string; raised: number; taken: number; dismissed: number; lapsed: number; open: number }[];
}

/** `turn`: the least work, and among equals whoever had waited longest. */
export type GivenBecause = 'named' | 'relationship' | 'onlyOne' | 'turn';

/** A task of somebody at an instant at which they were on leave. @param who column of the user; @param at of the instant */
export const onLeave = (who: string, at: string) => `EXISTS (
  SELECT FROM absences a JOIN users u USING (user_id) JOIN teams m USING (team_id)
  WHERE a.user_id = ${who} AND a.cancelled_at IS NULL AND a.reported_at <= ${at}
    AND (${at} AT TIME ZONE coalesce(m.zone, 'UTC'))::date BETWEEN a.from_on AND a.until_on)`;

const FIGURES = `
SELECT
  (SELECT coalesce(json_agg(s), '[]') FROM (
    SELECT data->>'model' AS model, (count(*) FILTER (WHERE type = 'opened'))::int AS opened,
      (count(*) FILTER (WHERE type = 'rescored'))::int AS rescored
    FROM timeline WHERE type IN ('opened', 'rescored') GROUP BY 1 ORDER BY 1) s) AS scores,
  (SELECT coalesce(json_object_agg(tier, n), '{}') FROM (
    SELECT data->>'tier' AS tier, count(*) AS n FROM timeline WHERE type = 'opened' GROUP BY 1) t) AS tiers,
  (SELECT coalesce(json_object_agg(segment, n), '{}') FROM (
    SELECT coalesce(segment, 'none') AS segment, count(*) AS n FROM case_scores GROUP BY 1) g) AS segments,
  (SELECT coalesce(json_object_agg(because, n), '{}') FROM (
    SELECT CASE WHEN why LIKE '%: a supervisor has given them the case.' THEN 'named'
        WHEN why LIKE '%knows the case%' THEN 'relationship'
        WHEN why LIKE '%the only one who may take it%' THEN 'onlyOne' ELSE 'turn' END AS because, count(*) AS n
    FROM task_assignments WHERE to_user IS NOT NULL GROUP BY 1) w) AS given,
  (SELECT count(*)::int FROM tasks WHERE for_role IS NOT NULL AND assignee IS NULL) AS queued,
  (SELECT json_build_object('collectors', count(*), 'largest', coalesce(max(n), 0), 'smallest', coalesce(min(n), 0)) FROM (
    SELECT (SELECT count(*) FROM task_assignments t WHERE t.to_user = u.user_id) AS n
    FROM users u WHERE u.role = 'collector') l) AS loads,
  (SELECT count(*)::int FROM task_assignments t WHERE from_user IS NOT NULL AND ${onLeave('t.from_user', 't.at')})
    AS moved_by_leave,
  (SELECT coalesce(json_agg(a), '[]') FROM (
    SELECT kind, count(*)::int AS raised, (count(*) FILTER (WHERE state = 'taken'))::int AS taken,
      (count(*) FILTER (WHERE state = 'dismissed'))::int AS dismissed,
      (count(*) FILTER (WHERE state = 'lapsed'))::int AS lapsed,
      (count(*) FILTER (WHERE state = 'open'))::int AS open
    FROM risk_alerts GROUP BY kind ORDER BY kind) a) AS alerts`;

/** Reads the figures; one statement, and so one moment. */
export async function readRiskFigures(pool: Pool): Promise<RiskFigures> {
  const { rows } = await pool.query<{
    scores: RiskFigures['scores'];
    tiers: Record<string, number>;
    segments: Record<string, number>;
    given: Partial<Record<GivenBecause, number>>;
    queued: number;
    loads: RiskFigures['loads'];
    moved_by_leave: number;
    alerts: RiskFigures['alerts'];
  }>(FIGURES);
  const [row] = rows;
  if (!row) throw new Error('the figures are empty');
  return {
    ...{ scores: row.scores, tiersAtOpening: row.tiers, segments: row.segments, queued: row.queued },
    given: { named: 0, relationship: 0, onlyOne: 0, turn: 0, ...row.given },
    ...{ loads: row.loads, movedByLeave: row.moved_by_leave, alerts: row.alerts },
  };
}
