import type {
  Alert,
  AlertAction,
  AlertKind,
  AlertOrder,
  AlertState,
  AlertSubject,
} from '../domain/alerts/alert.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { LoanId } from '../domain/ids.ts';
import type { Pool } from './client.ts';

/** An alert as it stands. */
export interface AlertRecord extends Alert {
  alertId: string;
  state: AlertState;
  raisedAtMs: number;
  /** of a loan: its customer's, when it was raised */
  region?: string;
  product?: string;
  /** of a loan: the currency of its stake */
  currency?: string;
  /** of a loan: how many others about it are open */
  othersOpen: number;
  /** what is being done about it just now */
  taking?: AlertAction;
  /** how often what was to be done was refused */
  refusals: number;
  decided?: Omit<AlertDecision, 'state'> & { atMs: number };
}

/** What somebody made of an alert. */
export interface AlertDecision {
  state: Exclude<AlertState, 'open' | 'lapsed'>;
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

/** Of a page: in what order, behind which alert, and how many. */
export interface AlertPage {
  order?: AlertOrder | undefined;
  after?: AlertKey | undefined;
  limit: number;
}

/** Where an alert stands in its order: of `newest` when it was raised and its id, of `urgency` all that it is sorted by. */
export type AlertKey =
  | [raisedAtMs: number, alertId: string]
  | [ofMany: boolean, stakeMinor: number, loanId: string, alertId: string];

interface Row {
  alert_id: string;
  kind: AlertKind;
  subject_kind: AlertSubject['kind'];
  loan_id: string | null;
  region: string | null;
  product: string | null;
  model: string | null;
  currency: string | null;
  stake_minor: string | null;
  others_open: number;
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
SELECT a.alert_id, a.kind, a.subject_kind, a.loan_id, a.region, a.product, a.model, a.day::text AS day, a.figures,
  a.severity, a.why, a.proposes, a.stake_minor, l.currency, a.state, a.raised_at, a.taking_action, a.refusals, a.decided_by,
  a.decided_at, a.decided_why, a.action,
  (SELECT count(*)::int FROM risk_alerts o WHERE o.loan_id = a.loan_id AND o.state = 'open' AND o.alert_id <> a.alert_id)
    AS others_open
FROM risk_alerts a LEFT JOIN loans l USING (loan_id)`;

/** What a list is sorted by, all of it descending. Of loans with as much at stake the alerts of one stay together. */
const KEYS: Readonly<Record<AlertOrder, readonly (readonly [column: string, type: string])[]>> = {
  newest: [
    ['a.raised_at', 'timestamptz'],
    ['a.alert_id', 'text'],
  ],
  urgency: [
    ["(a.subject_kind <> 'loan')", 'boolean'],
    ['coalesce(a.stake_minor, 0)', 'bigint'],
    ["coalesce(a.loan_id, '')", 'text'],
    ['a.alert_id', 'text'],
  ],
};

/** Alerts as they stand. */
export class AlertReader {
  protected readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  async find(alertId: string): Promise<AlertRecord | undefined> {
    const { rows } = await this.pool.query<Row>(`${SELECT} WHERE a.alert_id = $1`, [alertId]);
    return rows[0] && recordOf(rows[0]);
  }

  /** @returns those behind `after`, which is a key of the same order */
  async list(filter: AlertFilter, { order = 'newest', after, limit }: AlertPage): Promise<AlertRecord[]> {
    const keys = KEYS[order];
    const columns = keys.map(([column]) => column);
    const values = keys.map(([, type], at) => `$${6 + at}::${type}`);
    const { rows } = await this.pool.query<Row>(
      `${SELECT} WHERE ($1::text IS NULL OR a.state = $1) AND ($2::text IS NULL OR a.kind = $2)
         AND ($3::text IS NULL OR a.loan_id = $3) AND ($4::text IS NULL OR a.region = $4)
         ${after ? `AND (${columns.join(', ')}) < (${values.join(', ')})` : ''}
       ORDER BY ${columns.map((column) => `${column} DESC`).join(', ')} LIMIT $5`,
      [
        ...[filter.state, filter.kind, filter.loanId, filter.region, limit],
        ...(after && order === 'newest' ? [new Date(Number(after[0])), after[1]] : (after ?? [])),
      ],
    );
    return rows.map(recordOf);
  }
}

/** @returns where an alert stands in the order: the next page begins behind it */
export function keyOf(
  { subject, stakeMinor, alertId, raisedAtMs }: AlertRecord,
  order: AlertOrder,
): AlertKey {
  if (order === 'newest') return [raisedAtMs, alertId];
  return subject.kind === 'loan' ? [false, stakeMinor ?? 0, subject.loanId, alertId] : [true, 0, '', alertId];
}

function recordOf(row: Row): AlertRecord {
  return {
    ...{ alertId: row.alert_id, kind: row.kind, subject: subjectOf(row), day: row.day },
    ...{ figures: row.figures, severity: row.severity, why: row.why, proposes: row.proposes },
    ...{ state: row.state, raisedAtMs: row.raised_at.getTime(), refusals: row.refusals },
    othersOpen: row.others_open,
    ...(row.stake_minor !== null && { stakeMinor: Number(row.stake_minor) }),
    ...(row.currency !== null && { currency: row.currency }),
    ...(row.region !== null && { region: row.region }),
    ...(row.product !== null && { product: row.product }),
    ...(row.taking_action !== null && { taking: row.taking_action }),
    ...(row.state !== 'open' &&
      row.decided_by !== null &&
      row.decided_at !== null && {
        decided: {
          ...{ by: row.decided_by, atMs: row.decided_at.getTime() },
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
