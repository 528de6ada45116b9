import type { IsoDate } from '../domain/calendar.ts';
import type { LoanId } from '../domain/ids.ts';
import { driftOf, type Measured, type Stability } from '../domain/risk/stability.ts';
import type { Pool } from './client.ts';

/** What was measured on a day. */
export interface MeasuredDay {
  readonly day: IsoDate;
  /** days of loans that were compared */
  readonly rows: number;
  /** the score first, then the features, the farthest moved first */
  readonly measured: readonly Measured[];
}

/** By a hash, so that it is the same loans from one day to the next as long as they are overdue, and any of them. */
const SAMPLE = `
SELECT loan_id FROM (SELECT DISTINCT loan_id FROM cases WHERE closed_at IS NULL OR closed_at >= $1) k
ORDER BY md5(loan_id), loan_id LIMIT $2`;

// Measured again on the same day, the later one counts, whole.
const WRITE = `
WITH gone AS (
  DELETE FROM model_stability WHERE model = $1 AND day = $2 AND NOT name = ANY ($3))
INSERT INTO model_stability (model, day, name, label, psi, most, rows)
SELECT $1, $2, name, label, psi, most, $7
FROM unnest($3::text[], $4::text[], $5::float8[], $6::text[]) AS m (name, label, psi, most)
ON CONFLICT (model, day, name) DO UPDATE
  SET label = excluded.label, psi = excluded.psi, most = excluded.most, rows = excluded.rows`;

const NEWEST = `
SELECT day::text AS day, name, label, psi, most, rows FROM model_stability
WHERE model = $1 AND day = (SELECT max(day) FROM model_stability WHERE model = $1)
ORDER BY name <> 'score', psi DESC, name`;

interface Row {
  day: IsoDate;
  name: string;
  label: string;
  psi: number;
  most: string;
  rows: number;
}

/** What has moved since a model was learnt. */
export class StabilityRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * @param sinceMs epoch milliseconds
   * @returns loans that had an open case since then, at most so many of them, whichever
   */
  async sample(sinceMs: number, most: number): Promise<LoanId[]> {
    const { rows } = await this.pool.query<{ loan_id: LoanId }>(SAMPLE, [new Date(sinceMs), most]);
    return rows.map(({ loan_id }) => loan_id);
  }

  async write(model: string, day: IsoDate, { measured, rows }: Extract<Stability, { kind: 'measured' }>) {
    await this.pool.query(WRITE, [
      model,
      day,
      measured.map(({ name }) => name),
      measured.map(({ label }) => label),
      measured.map(({ psi }) => psi),
      measured.map(({ most }) => most),
      rows,
    ]);
  }

  /** @returns of the newest day on which it was measured; undefined: it never was */
  async newest(model: string): Promise<MeasuredDay | undefined> {
    const { rows } = await this.pool.query<Row>(NEWEST, [model]);
    const [first] = rows;
    return (
      first && {
        day: first.day,
        rows: first.rows,
        measured: rows.map(({ name, label, psi, most }) => ({ name, label, psi, drift: driftOf(psi), most })),
      }
    );
  }
}
