import type { IsoDate } from '../domain/calendar.ts';
import type { Bucket } from '../domain/delinquency.ts';
import type { BucketMoves } from '../domain/finance/roll-rates.ts';
import type { Pool } from './client.ts';

/** Loans of a bucket on the day from which a forecast looks ahead. */
export interface BucketToday {
  bucket: Bucket;
  currency: string;
  loans: number;
  balanceMinor: number;
}

/** Moves of the loans in one of the months before that day. */
export interface MonthOfMoves {
  /** 0: the month that ends on the day, 1: the one before it .. */
  ago: number;
  moves: BucketMoves[];
}

export interface ForecastFacts {
  /** newest day that is recorded */
  asOf: IsoDate;
  today: BucketToday[];
  /** the newest first; a month of which a day was not recorded is not there */
  months: MonthOfMoves[];
}

/** A region whose last day is so many days before the newest has no loans any more. */
const STILL_THERE_DAYS = 7;

// Each region on its own newest day: the days of the world do not end at once.
const NEWEST = `
WITH days AS (
  SELECT region, max(day) AS day FROM portfolio_days WHERE $1::text IS NULL OR region = $1 GROUP BY region
), newest AS (
  SELECT region, day FROM days WHERE day > (SELECT max(day) FROM days) - ${STILL_THERE_DAYS}
)`;

const TODAY = `${NEWEST}
SELECT p.bucket, p.currency, sum(p.loans)::int AS loans, sum(p.balance_minor)::float8 AS "balanceMinor",
  (SELECT max(day)::text FROM newest) AS "asOf"
FROM newest n JOIN portfolio_days p USING (region, day) GROUP BY p.bucket, p.currency ORDER BY p.currency, p.bucket`;

const MOVES = `${NEWEST}
SELECT ago, m.from_bucket AS "from", m.to_bucket AS "to", sum(m.loans)::int AS loans
FROM newest n, generate_series(0, $2 - 1) AS ago
JOIN bucket_moves m ON true
WHERE m.region = n.region AND m.day = (n.day - ago * interval '1 month')::date
GROUP BY ago, m.from_bucket, m.to_bucket ORDER BY ago, m.from_bucket, m.to_bucket`;

/** What a forecast is made of. */
export class ForecastRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * @param region absent: the whole bank
   * @param monthsBack most months whose moves are read
   * @returns undefined when no day is recorded
   */
  async facts(region: string | undefined, monthsBack: number): Promise<ForecastFacts | undefined> {
    const [today, moves] = await Promise.all([
      this.pool.query<BucketToday & { asOf: string }>(TODAY, [region]),
      this.pool.query<BucketMoves & { ago: number }>(MOVES, [region, monthsBack]),
    ]);
    const [first] = today.rows;
    if (!first) return undefined;
    const months = new Map<number, BucketMoves[]>();
    for (const { ago, ...move } of moves.rows) months.set(ago, [...(months.get(ago) ?? []), move]);
    return {
      asOf: first.asOf,
      today: today.rows.map(({ asOf: _, ...row }) => row),
      months: [...months].map(([ago, rows]) => ({ ago, moves: rows })),
    };
  }
}
