import {
  changeDays,
  makeCalendarYear,
  type CalendarYear,
  type DayChange,
} from '../domain/holidays/calendar-year.ts';
import type { Pool } from './client.ts';
import { inTransaction, type Transaction } from './transaction.ts';

/** What the product ships is published by it. */
export const PRODUCT = 'arrears';

/** A version of a year, and who published it. */
export interface PublishedYear extends CalendarYear {
  version: number;
  publishedBy: string;
  publishedAtMs: number;
  why: string;
}

export interface Publication {
  by: string;
  why: string;
}

export interface YearFilter {
  place?: string | undefined;
  year?: number | undefined;
  /** default: the newest version of each year only */
  allVersions?: boolean | undefined;
}

interface Row {
  place: string;
  year: number;
  version: number;
  public_holidays: string[];
  make_up_work_days: string[];
  published_by: string;
  published_at: Date;
  why: string;
}

const INSERT = `
INSERT INTO holiday_calendars (place, year, version, public_holidays, make_up_work_days, published_by, published_at, why)
SELECT $1::text, $2::int, 1 + coalesce(max(version), 0), $3::text[], $4::text[], $5::text, $6::timestamptz, $7::text
FROM holiday_calendars WHERE place = $1 AND year = $2
RETURNING *`;

/** Official calendars, a year of a place at a time, in all their versions. */
export class HolidayRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns years in order of place and year, newest versions first */
  async list({ place, year, allVersions = false }: YearFilter): Promise<PublishedYear[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT ${allVersions ? '' : 'DISTINCT ON (place, year)'} * FROM holiday_calendars
       WHERE ($1::text IS NULL OR place = $1) AND ($2::int IS NULL OR year = $2)
       ORDER BY place, year, version DESC`,
      [place ?? null, year ?? null],
    );
    return rows.map(toYear);
  }

  /**
   * Publishes a whole year in place of what was said of it before.
   *
   * @param now epoch milliseconds
   * @throws InvalidInput for a date that is not of the year
   */
  publish(year: CalendarYear, publication: Publication, now: number): Promise<PublishedYear> {
    return inTransaction(this.pool, async (tx) => {
      await lock(tx, year);
      return insert(tx, makeCalendarYear(year), publication, now);
    });
  }

  /** Changes single days. @returns undefined when nothing is published of the year @throws InvalidInput as above */
  change(
    { place, year, changes }: Pick<CalendarYear, 'place' | 'year'> & { changes: readonly DayChange[] },
    publication: Publication,
    now: number,
  ): Promise<PublishedYear | undefined> {
    return inTransaction(this.pool, async (tx) => {
      await lock(tx, { place, year });
      const { rows } = await tx.query<Row>({
        text: 'SELECT * FROM holiday_calendars WHERE place = $1 AND year = $2 ORDER BY version DESC LIMIT 1',
        values: [place, year],
      });
      return rows[0] && insert(tx, changeDays(toYear(rows[0]), changes), publication, now);
    });
  }
}

// Two officers at once get two numbers, and the second one's changes are of what the first one has said.
async function lock(tx: Transaction, { place, year }: Pick<CalendarYear, 'place' | 'year'>): Promise<void> {
  await tx.query({
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`holidays ${place} ${year}`],
  });
}

async function insert(
  tx: Transaction,
  { place, year, publicHolidays, makeUpWorkDays }: CalendarYear,
  { by, why }: Publication,
  now: number,
): Promise<PublishedYear> {
  const { rows } = await tx.query<Row>({
    text: INSERT,
    values: [place, year, publicHolidays, makeUpWorkDays, by, new Date(now), why],
  });
  return toYear(rows[0] as Row);
}

function toYear(row: Row): PublishedYear {
  return {
    ...{ place: row.place, year: row.year, version: row.version },
    ...{ publicHolidays: row.public_holidays, makeUpWorkDays: row.make_up_work_days },
    ...{ publishedBy: row.published_by, publishedAtMs: row.published_at.getTime(), why: row.why },
  };
}
