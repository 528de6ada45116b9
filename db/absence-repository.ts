import { localDate, type IsoDate } from '../domain/calendar.ts';
import type { Pool } from './client.ts';
import { lockWork, moveNotStarted } from './give-tasks.ts';
import { TEAM_ZONE } from './team-zone.ts';
import { inTransaction, type Transaction } from './transaction.ts';

export interface Absence {
  absenceId: number;
  userId: string;
  from: IsoDate;
  /** the last day */
  until: IsoDate;
  /** leave, illness, training ... */
  kind: string;
  why: string;
  reportedBy: string;
  reportedAt: Date;
  cancelledAt: Date | null;
}

export type AbsenceReport = Pick<Absence, 'userId' | 'from' | 'until' | 'kind' | 'why'>;

const ABSENCE = `absence_id::float8 AS "absenceId", user_id AS "userId", from_on::text AS "from",
  until_on::text AS "until", kind, why, reported_by AS "reportedBy", reported_at AS "reportedAt",
  cancelled_at AS "cancelledAt"`;

/** Who is not there when. */
export class AbsenceRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns those that were not cancelled and end on that day or later, the first one first */
  async of(userId: string, day: IsoDate): Promise<Absence[]> {
    const { rows } = await this.pool.query<Absence>(
      `SELECT ${ABSENCE} FROM absences WHERE user_id = $1 AND until_on >= $2 AND cancelled_at IS NULL
       ORDER BY from_on, absence_id`,
      [userId, day],
    );
    return rows;
  }

  /**
   * Somebody is absent. If that is so today, their open tasks that they have not begun with go to others, in the same
   * transaction.
   *
   * @param now epoch milliseconds
   * @returns with how many tasks have moved; undefined when there is no such person
   */
  report(
    report: AbsenceReport,
    by: string,
    now: number,
  ): Promise<{ absence: Absence; tasksMoved: number } | undefined> {
    const { userId, from, until, kind, why } = report;
    return inTransaction(this.pool, async (tx) => {
      await lockWork(tx, [userId]);
      const zone = await zoneOf(tx, userId);
      if (zone === undefined) return undefined;
      const { rows } = await tx.query<Absence>({
        text: `INSERT INTO absences (user_id, from_on, until_on, kind, why, reported_by, reported_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${ABSENCE}`,
        values: [userId, from, until, kind, why, by, new Date(now)],
      });
      const today = localDate(now, zone);
      const tasksMoved = from <= today && today <= until ? await moveNotStarted(tx, userId, now) : 0;
      return { absence: rows[0] as Absence, tasksMoved };
    });
  }

  /** They are there after all; what has moved stays where it is. @returns false when there is no such absence that counts */
  async cancel(userId: string, absenceId: number, by: string, now: number): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE absences SET cancelled_at = $3, cancelled_by = $4
       WHERE user_id = $1 AND absence_id = $2 AND cancelled_at IS NULL`,
      [userId, absenceId, new Date(now), by],
    );
    return rowCount === 1;
  }
}

const ZONE = `SELECT ${TEAM_ZONE} AS zone FROM users u JOIN teams m USING (team_id) WHERE u.user_id = $1`;

async function zoneOf(tx: Transaction, userId: string): Promise<string | undefined> {
  return (await tx.query<{ zone: string }>({ text: ZONE, values: [userId] })).rows[0]?.zone;
}
