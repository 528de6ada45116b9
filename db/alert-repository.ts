import {
  alertIdOf,
  subjectName,
  type Alert,
  type AlertAction,
  type AlertKind,
  type AlertState,
  type AlertSubject,
} from '../domain/alerts/alert.ts';
import { BUILT_IN_LOAN_ALERTS } from '../domain/alerts/loan-rules.ts';
import { DAY_MS, type IsoDate } from '../domain/calendar.ts';
import type { LoanId } from '../domain/ids.ts';
import type { Page } from './case-reader.ts';
import type { Pool } from './client.ts';

/** An alert as it stands. */
export interface AlertRecord extends Alert {
  alertId: string;
  state: AlertState;
  raisedAtMs: number;
  /** of a loan: its customer's, when it was raised */
  region?: string;
  product?: string;
  /** what is being done about it just now */
  taking?: AlertAction;
  /** how often what was to be done was refused */
  refusals: number;
  decided?: AlertDecision & { atMs: number };
}

/** What somebody made of an alert. */
export interface AlertDecision {
  state: Exclude<AlertState, 'open'>;
  by: string;
  why?: string | undefined;
  /** of one that was taken */
  action?: AlertAction | undefined;
}

export interface AlertFilter {
  state?: AlertState | undefined;
  kind?: AlertKind | undefined;
  loanId?: string | undefined;
  region?: string | undefined;
}

/** Alerts of one statement. */
const BATCH = 1_000;

/**
 * The same kind and subject is one alert while it is open, one alert a day, and none while what was decided about it is
 * young and it has become no worse.
 */
const RAISE = `
INSERT INTO risk_alerts (alert_id, kind, subject_kind, subject, loan_id, region, product, model, day, figures, severity,
  why, proposes, state, raised_at)
SELECT g.alert_id, g.kind, g.subject_kind, g.subject, g.loan_id, coalesce(g.region, c.region),
  coalesce(g.product, l.product), g.model, g.day, g.figures, g.severity, g.why, g.proposes, 'open', $2
FROM jsonb_to_recordset($1::jsonb) AS g(alert_id text, kind text, subject_kind text, subject text, loan_id text, region text,
  product text, model text, day date, figures jsonb, severity int, why text, proposes text)
LEFT JOIN loans l USING (loan_id) LEFT JOIN customers c USING (customer_id)
WHERE NOT EXISTS (SELECT FROM risk_alerts a WHERE a.kind = g.kind AND a.subject = g.subject AND a.state <> 'open'
  AND a.decided_at > $3 AND a.severity >= g.severity)
ON CONFLICT DO NOTHING`;

interface Row {
  alert_id: string;
  kind: AlertKind;
  subject_kind: AlertSubject['kind'];
  loan_id: string | null;
  region: string | null;
  product: string | null;
  model: string | null;
  day: IsoDate;
  figures: Record<string, number | string>;
  severity: number;
  why: string;
  proposes: AlertAction;
  state: AlertState;
  raised_at: Date;
  taking_action: AlertAction | null;
  refusals: number;
  decided_by: string | null;
  decided_at: Date | null;
  decided_why: string | null;
  action: AlertAction | null;
}

/** The day as text: a Date would be one of the server's zone. */
const SELECT = `
SELECT alert_id, kind, subject_kind, loan_id, region, product, model, day::text AS day, figures, severity, why, proposes,
  state, raised_at, taking_action, refusals, decided_by, decided_at, decided_why, action
FROM risk_alerts`;

/** What figures give cause to look at, and what was made of it. */
export class AlertRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

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

  async find(alertId: string): Promise<AlertRecord | undefined> {
    const { rows } = await this.pool.query<Row>(`${SELECT} WHERE alert_id = $1`, [alertId]);
    return rows[0] && recordOf(rows[0]);
  }

  /** @returns the newest first, those behind `after` (when it was raised, and its id) */
  async list(filter: AlertFilter, { after, limit }: Page<[number, string]>): Promise<AlertRecord[]> {
    const { rows } = await this.pool.query<Row>(
      `${SELECT} WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR kind = $2)
         AND ($3::text IS NULL OR loan_id = $3) AND ($4::text IS NULL OR region = $4)
         AND ($5::timestamptz IS NULL OR (raised_at, alert_id) < ($5, $6::text))
       ORDER BY raised_at DESC, alert_id DESC LIMIT $7`,
      [
        ...[filter.state, filter.kind, filter.loanId, filter.region],
        ...[after && new Date(after[0]), after?.[1], limit],
      ],
    );
    return rows.map(recordOf);
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

function rowOf({ subject, day, figures, severity, why, proposes, kind }: Alert) {
  return {
    alert_id: alertIdOf({ kind, subject, day }),
    ...{ kind, subject_kind: subject.kind, subject: subjectName(subject) },
    ...(subject.kind === 'loan' && { loan_id: subject.loanId }),
    ...(subject.kind === 'region' && { region: subject.region, product: subject.product }),
    ...(subject.kind === 'model' && { model: subject.model }),
    ...{ day, figures, severity, why, proposes },
  };
}

function recordOf(row: Row): AlertRecord {
  return {
    ...{ alertId: row.alert_id, kind: row.kind, subject: subjectOf(row), day: row.day },
    ...{ figures: row.figures, severity: row.severity, why: row.why, proposes: row.proposes },
    ...{ state: row.state, raisedAtMs: row.raised_at.getTime(), refusals: row.refusals },
    ...(row.region !== null && { region: row.region }),
    ...(row.product !== null && { product: row.product }),
    ...(row.taking_action !== null && { taking: row.taking_action }),
    ...(row.state !== 'open' &&
      row.decided_by !== null &&
      row.decided_at !== null && {
        decided: {
          ...{ state: row.state, by: row.decided_by, atMs: row.decided_at.getTime() },
          ...(row.decided_why !== null && { why: row.decided_why }),
          ...(row.action !== null && { action: row.action }),
        },
      }),
  };
}

function subjectOf({ subject_kind: kind, loan_id, region, product, model }: Row): AlertSubject {
  switch (kind) {
    case 'loan':
      return { kind, loanId: loan_id as LoanId };
    case 'region':
      return { kind, region: region ?? '', ...(product !== null && { product }) };
    case 'model':
      return { kind, model: model ?? '' };
  }
}
