import type { Pool } from './client.ts';
import { onLeave } from './risk-figures-repository.ts';

/** What has to hold of scores, work and alerts: each list is empty when all is well. */
export interface RiskChecks {
  /** cases with a score of a model that was never published */
  unpublishedScores: string[];
  /** tasks that were given to somebody who was on leave then */
  givenOnLeave: string[];
  /** alerts that were taken, and of which the case, or an open case of the region, was not told */
  untold: string[];
}

const UNPUBLISHED = `
SELECT DISTINCT case_id AS id FROM (
  SELECT case_id, model FROM case_scores
  UNION ALL SELECT case_id, data->>'model' FROM timeline WHERE type IN ('opened', 'rescored')) s
WHERE model IS NULL OR model NOT IN (
  SELECT 'bank-' || version FROM risk_model_publications WHERE version IS NOT NULL)
ORDER BY 1`;

const GIVEN_ON_LEAVE = `
SELECT DISTINCT task_id AS id FROM task_assignments t
WHERE to_user IS NOT NULL AND ${onLeave('t.to_user', 't.at')} ORDER BY 1`;

// A region is told by a workflow: a case that has ended within some days may have ended before it was its turn.
const UNTOLD = `
SELECT alert_id AS id FROM risk_alerts a
WHERE state = 'taken' AND (
  subject_kind = 'loan' AND NOT EXISTS (
    SELECT FROM timeline t JOIN cases k USING (case_id)
    WHERE k.loan_id = a.loan_id AND t.type = 'risk-alert' AND t.data->>'alertId' = a.alert_id
      AND t.data->>'action' = a.action)
  OR subject_kind = 'region' AND EXISTS (
    SELECT FROM cases k WHERE k.region = a.region AND k.opened_at < a.decided_at
      AND coalesce(k.closed_at, 'infinity') > a.decided_at + interval '3 days'
      AND NOT EXISTS (SELECT FROM timeline t WHERE t.case_id = k.case_id AND t.type = 'macro-alert'
        AND t.data->>'indicator' = a.figures->>'indicator' AND t.data->>'level' = a.figures->>'level')))
ORDER BY 1`;

/** Reads what has to hold, whatever the figures say. */
export async function readRiskChecks(pool: Pool): Promise<RiskChecks> {
  const ids = async (sql: string) => (await pool.query<{ id: string }>(sql)).rows.map(({ id }) => id);
  return {
    unpublishedScores: await ids(UNPUBLISHED),
    givenOnLeave: await ids(GIVEN_ON_LEAVE),
    untold: await ids(UNTOLD),
  };
}
