import { alertIdOf, subjectName, type Alert, type AlertAction } from '../domain/alerts/alert.ts';
import { BUILT_IN_LOAN_ALERTS } from '../domain/alerts/loan-rules.ts';
import { DAY_MS } from '../domain/calendar.ts';
import type { LoanId } from '../domain/ids.ts';
import { AlertReader, type AlertDecision, type AlertRecord } from './alert-reader.ts';

/** Alerts of one statement. */
const BATCH = 1_000;

/**
 * The same kind and subject is one alert while it is open, one alert a day, and none while what was decided about it is
 * young and it has become no worse.
 */
const RAISE = `
INSERT INTO risk_alerts (alert_id, kind, subject_kind, subject, loan_id, region, product, model, day, figures, severity,
  why, proposes, stake_minor, state, raised_at)
SELECT g.alert_id, g.kind, g.subject_kind, g.subject, g.loan_id, coalesce(g.region, c.region),
  coalesce(g.product, l.product), g.model, g.day, g.figures, g.severity, g.why, g.proposes,
  g.stake_minor, 'open', $2
FROM jsonb_to_recordset($1::jsonb) AS g(alert_id text, kind text, subject_kind text, subject text, loan_id text, region text,
  product text, model text, day date, figures jsonb, severity int, why text, proposes text, stake_minor bigint)
LEFT JOIN loans l USING (loan_id) LEFT JOIN customers c USING (customer_id)
WHERE NOT EXISTS (SELECT FROM risk_alerts a WHERE a.kind = g.kind AND a.subject = g.subject AND a.state IN ('taken', 'dismissed')
  AND a.decided_at > $3 AND a.severity >= g.severity)
ON CONFLICT DO NOTHING`;

const RESTAKE = `
UPDATE risk_alerts a SET stake_minor = g.stake_minor FROM unnest($1::text[], $2::bigint[]) AS g (loan_id, stake_minor)
WHERE a.loan_id = g.loan_id AND a.state = 'open' AND a.stake_minor IS DISTINCT FROM g.stake_minor`;

/** What is being done just now is left to whoever does it. */
const LAPSE = `
UPDATE risk_alerts a SET state = 'lapsed', decided_by = 'arrears', decided_at = $1, decided_why = 'the case is closed'
WHERE a.state = 'open' AND a.subject_kind = 'loan' AND a.taking_action IS NULL
  AND NOT EXISTS (SELECT FROM cases k WHERE k.loan_id = a.loan_id AND k.closed_at IS NULL)`;

/** What figures give cause to look at, and what was made of it. */
export class AlertRepository extends AlertReader {
  /**
   * Raises what is not open, was not raised on the same day, and was not decided lately unless it has become worse.
   *
   * @param now epoch milliseconds
   * @param quietDays for which a decision keeps it silent
   * @returns how many are new
   */
  async raise(
    alerts: readonly Alert[],
    now: number,
    { quietDays = BUILT_IN_LOAN_ALERTS.quietDays }: { quietDays?: number } = {},
  ): Promise<number> {
    let raised = 0;
    for (let from = 0; from < alerts.length; from += BATCH) {
      const rows = alerts.slice(from, from + BATCH).map(rowOf);
      const quietSince = new Date(now - quietDays * DAY_MS);
      const { rowCount } = await this.pool.query(RAISE, [JSON.stringify(rows), new Date(now), quietSince]);
      raised += rowCount ?? 0;
    }
    return raised;
  }

  /** Gives what is open of these loans its place in the order. @param stakes each loan once, minor units */
  async restake(stakes: readonly { loanId: LoanId; stakeMinor: number }[]): Promise<void> {
    if (stakes.length === 0) return;
    await this.pool.query(RESTAKE, [
      stakes.map(({ loanId }) => loanId),
      stakes.map(({ stakeMinor }) => stakeMinor),
    ]);
  }

  /** Ends what is open of loans whose case is closed: nothing can be done about it. @param now epoch milliseconds */
  async lapse(now: number): Promise<void> {
    await this.pool.query(LAPSE, [new Date(now)]);
  }

  /**
   * What is about to be done is written down first: from then on nothing else can be done about the alert, until it is
   * known whether it was.
   *
   * @returns the alert as it stands: begun when it is open and `taking` is that action
   */
  async begin(alertId: string, action: AlertAction): Promise<AlertRecord | undefined> {
    await this.pool.query(
      `UPDATE risk_alerts SET taking_action = $2 WHERE alert_id = $1 AND state = 'open' AND taking_action IS NULL`,
      [alertId, action],
    );
    return this.find(alertId);
  }

  /** It was certainly not done: the alert is free again. */
  async giveUp(alertId: string, action: AlertAction): Promise<void> {
    await this.pool.query(
      `UPDATE risk_alerts SET taking_action = NULL, refusals = refusals + 1 WHERE alert_id = $1 AND state = 'open' AND taking_action = $2`,
      [alertId, action],
    );
  }

  /**
   * @param now epoch milliseconds
   * @returns whether this decision is the one that counts; it is not when the alert was decided before, or something else is
   *   being done about it
   */
  async decide(alertId: string, { state, by, why, action }: AlertDecision, now: number): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE risk_alerts SET state = $2, decided_by = $3, decided_at = $4, decided_why = $5, action = $6, taking_action = NULL
       WHERE alert_id = $1 AND state = 'open' AND taking_action IS NOT DISTINCT FROM $6`,
      [alertId, state, by, new Date(now), why, action],
    );
    return rowCount === 1;
  }
}

function rowOf({ subject, day, figures, severity, why, proposes, kind, stakeMinor }: Alert) {
  return {
    alert_id: alertIdOf({ kind, subject, day }),
    ...{ kind, subject_kind: subject.kind, subject: subjectName(subject) },
    ...(subject.kind === 'loan' && { loan_id: subject.loanId }),
    ...(subject.kind === 'region' && { region: subject.region, product: subject.product }),
    ...(subject.kind === 'model' && { model: subject.model }),
    ...{ day, figures, severity, why, proposes, stake_minor: stakeMinor },
  };
}
