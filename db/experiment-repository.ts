import type { ArmFigures } from '../domain/strategy/experiment-outcome.ts';
import type { Experiment } from '../domain/strategy/experiment.ts';
import { DAY_MS } from '../domain/calendar.ts';
import type { Pool } from './client.ts';
import { lockStrategies } from './strategy-desk-repository.ts';
import { currentStrategySql } from './strategy-repository.ts';
import { inTransaction } from './transaction.ts';

interface Row {
  experiment_id: string;
  jurisdiction: string;
  champion: string;
  challenger: string;
  share: number;
  why: string;
  started_by: string;
  started_at: Date;
  ended_by: string | null;
  ended_at: Date | null;
  ended_why: string | null;
}

// A case belongs to the arm that its first decision has pinned, whatever strategy it was moved to since. Only what
// happened within the horizon of each case counts, and only cases that are that old: all have had the same time.
const FIGURES = `
WITH arms AS (
  SELECT d.result->'state'->>'strategy' AS arm, c.case_id, c.loan_id, c.opened_at, c.closed_at, c.close_reason,
    (d.result->'state'->>'arrearsMinor')::bigint AS arrears_minor, c.opened_at + make_interval(days => $6) AS until
  FROM cases c JOIN loans l USING (loan_id) JOIN case_decisions d ON d.case_id = c.case_id AND d.sequence = 1
  WHERE c.opened_at >= $3 AND c.opened_at < $4
    AND (l.jurisdiction = $5 OR l.jurisdiction LIKE $5 || '-%')
    AND d.result->'state'->>'strategy' IN ($1, $2)
), figures AS (
  SELECT a.arm,
    (a.close_reason IS NOT DISTINCT FROM 'cured' AND a.closed_at < a.until)::int AS cured,
    CASE WHEN a.arrears_minor > 0 THEN least(1, greatest(0, p.paid::float8 / a.arrears_minor)) ELSE 1 END AS recovered,
    (SELECT count(*) FROM contacts k WHERE k.case_id = a.case_id AND k.reserved_at < a.until
      AND k.status = ANY($8))::float8 AS contacts,
    EXISTS (SELECT FROM complaints m WHERE m.case_id = a.case_id AND m.recorded_at < a.until)::int AS complained
  FROM arms a CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS paid FROM payments
    WHERE loan_id = a.loan_id AND paid_at >= a.opened_at AND paid_at < least(a.until, coalesce(a.closed_at, a.until))) p
  WHERE a.until <= $7
)
SELECT arm, count(*)::int AS n, sum(cured)::int AS cured, sum(complained)::int AS complained,
  avg(recovered) AS recovered, coalesce(var_samp(recovered), 0) AS recovered_variance,
  avg(contacts) AS contacts, coalesce(var_samp(contacts), 0) AS contacts_variance,
  (SELECT count(*)::int FROM arms a WHERE a.arm = f.arm) AS assigned
FROM figures f GROUP BY arm
UNION ALL
SELECT arm, 0, 0, 0, 0, 0, 0, 0, count(*)::int FROM arms GROUP BY arm HAVING bool_and(until > $7)`;

interface FigureRow {
  arm: string;
  assigned: number;
  n: number;
  cured: number;
  complained: number;
  recovered: number;
  recovered_variance: number;
  contacts: number;
  contacts_variance: number;
}

const START = `
INSERT INTO strategy_experiments
  (experiment_id, jurisdiction, champion, challenger, share, why, started_by, started_at)
SELECT $1, $2, $3, $4, $5::float8, $6, $7, $8::timestamptz
WHERE (SELECT strategy_id || '@' || version FROM (${currentStrategySql('ARRAY[$2::text]')}) c) = $3
  AND EXISTS (SELECT FROM strategies WHERE strategy_id || '@' || version = $4 AND state = 'published')
ON CONFLICT DO NOTHING`;

/** What reached the customer, or may have: as it counts against the caps of contact. */
const MADE = ['sent', 'unknown', 'called'];

/** Champions and challengers. */
export class ExperimentRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  async find(experimentId: string): Promise<Experiment | undefined> {
    const { rows } = await this.pool.query<Row>(
      'SELECT * FROM strategy_experiments WHERE experiment_id = $1',
      [experimentId],
    );
    return rows[0] && experimentOf(rows[0]);
  }

  /** @returns all of them, the newest first */
  async list(): Promise<Experiment[]> {
    const { rows } = await this.pool.query<Row>(
      'SELECT * FROM strategy_experiments ORDER BY started_at DESC',
    );
    return rows.map(experimentOf);
  }

  /** @returns the id of the one that runs there, or undefined */
  async runningIn(jurisdiction: string): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ experiment_id: string }>(
      'SELECT experiment_id FROM strategy_experiments WHERE jurisdiction = $1 AND ended_at IS NULL',
      [jurisdiction],
    );
    return rows[0]?.experiment_id;
  }

  /** @returns false when the id is taken, another one runs there, or its champion and challenger are not what they were */
  async start(experiment: Experiment): Promise<boolean> {
    const { experimentId, jurisdiction, champion, challenger, share, why, startedBy, startedAtMs } =
      experiment;
    return inTransaction(this.pool, async (tx) => {
      await lockStrategies(tx);
      const { rowCount } = await tx.query({
        text: START,
        values: [
          experimentId,
          jurisdiction,
          champion,
          challenger,
          share,
          why,
          startedBy,
          new Date(startedAtMs),
        ],
      });
      return rowCount === 1;
    });
  }

  /** @returns the experiment as it is then; undefined when it was ended before */
  async end(
    experimentId: string,
    { by, why }: { by: string; why: string },
    now: number,
  ): Promise<Experiment | undefined> {
    const { rows } = await this.pool.query<Row>(
      `UPDATE strategy_experiments SET ended_by = $2, ended_at = $3, ended_why = $4
       WHERE experiment_id = $1 AND ended_at IS NULL RETURNING *`,
      [experimentId, by, new Date(now), why],
    );
    return rows[0] && experimentOf(rows[0]);
  }

  /**
   * @param horizonDays of each case, from its opening
   * @param now epoch milliseconds
   * @returns what came of the cases of each arm
   */
  async figuresOf(
    { champion, challenger, jurisdiction, startedAtMs, endedAtMs }: Experiment,
    horizonDays: number,
    now: number,
  ): Promise<{ champion: ArmFigures; challenger: ArmFigures }> {
    const { rows } = await this.pool.query<FigureRow>(FIGURES, [
      ...[champion, challenger, new Date(startedAtMs), new Date(endedAtMs ?? now + DAY_MS)],
      ...[jurisdiction, horizonDays, new Date(now), MADE],
    ]);
    const of = (arm: string) => figuresIn(rows.find((row) => row.arm === arm));
    return { champion: of(champion), challenger: of(challenger) };
  }
}

function figuresIn(row: FigureRow | undefined): ArmFigures {
  return {
    ...{
      assigned: row?.assigned ?? 0,
      n: row?.n ?? 0,
      cured: row?.cured ?? 0,
      complained: row?.complained ?? 0,
    },
    recovered: { mean: row?.recovered ?? 0, variance: row?.recovered_variance ?? 0 },
    contacts: { mean: row?.contacts ?? 0, variance: row?.contacts_variance ?? 0 },
  };
}

function experimentOf(row: Row): Experiment {
  const { ended_by, ended_at, ended_why } = row;
  return {
    ...{ experimentId: row.experiment_id, jurisdiction: row.jurisdiction },
    ...{ champion: row.champion, challenger: row.challenger, share: row.share, why: row.why },
    ...{ startedBy: row.started_by, startedAtMs: row.started_at.getTime() },
    ...(ended_by !== null && { endedBy: ended_by }),
    ...(ended_at && { endedAtMs: ended_at.getTime() }),
    ...(ended_why !== null && { endedWhy: ended_why }),
  };
}
