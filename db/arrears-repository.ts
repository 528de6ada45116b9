import type pg from 'pg';
import { type IsoDate } from '../domain/calendar.ts';
import { endOfDay } from '../domain/local-time.ts';
import { delinquencyOf, type Delinquency, type Instalment } from '../domain/delinquency.ts';
import type { CustomerId, LoanId } from '../domain/ids.ts';
import { loanZone } from '../domain/loan-zone.ts';
import { cursorBatches } from './cursor.ts';

/** What a loan owes on one day. */
export interface LoanArrears extends Delinquency {
  readonly loanId: LoanId;
  readonly customerId: CustomerId;
  readonly currency: string;
}

type LoanRow = [
  loanId: LoanId,
  customerId: CustomerId,
  currency: string,
  jurisdiction: string,
  timezone: string,
];

/** Ordered by bytes: the same order in every database, whatever its locale. */
const LOANS = `
  SELECT l.loan_id, l.customer_id, l.currency, l.jurisdiction, c.timezone
  FROM loans l JOIN customers c USING (customer_id)
  ORDER BY l.loan_id COLLATE "C"`;

const DUE = `
  SELECT loan_id, array_agg(due_on::text ORDER BY due_on, number),
    array_agg((principal_due_minor + interest_due_minor + fee_due_minor)::float8 ORDER BY due_on, number)
  FROM instalments WHERE loan_id = ANY ($1) AND due_on < $2
  GROUP BY loan_id`;

/** A payment counts when it is booked before the day ends where the loan is. */
const PAID = `
  SELECT p.loan_id, sum(p.amount_minor)::float8
  FROM unnest($1::text[], $2::timestamptz[]) AS until (loan_id, at)
  JOIN payments p ON p.loan_id = until.loan_id AND p.paid_at < until.at
  GROUP BY p.loan_id`;

/** Loans of one round: three queries for each so many. */
const BATCH_LOANS = 5_000;

/** Arrears of the whole portfolio, computed by the domain and by nothing else. */
export class ArrearsRepository {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /**
   * The loans that are overdue at the end of a day, in order of loan id. All is read from one snapshot, in batches;
   * it holds a connection until the last loan is taken or the caller leaves its loop.
   *
   * @param asOf a date, in each loan's own zone
   * @example for await (const { loanId, arrearsMinor } of repository.delinquentLoans('2026-11-01')) …
   */
  async *delinquentLoans(asOf: IsoDate): AsyncGenerator<LoanArrears, void> {
    const tx = await this.pool.connect();
    try {
      await tx.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      for await (const loans of cursorBatches<LoanRow>(tx, LOANS, [], BATCH_LOANS)) {
        for (const loan of await arrearsOf(tx, loans, asOf)) if (loan.arrearsMinor > 0) yield loan;
      }
    } finally {
      // Nothing was written; what matters is that the connection is out of the transaction.
      const broken = await tx.query('ROLLBACK').then(
        () => false,
        () => true,
      );
      tx.release(broken);
    }
  }
}

async function arrearsOf(
  tx: pg.PoolClient,
  loans: readonly LoanRow[],
  asOf: IsoDate,
): Promise<LoanArrears[]> {
  const ids = loans.map(([loanId]) => loanId);
  const zones = loans.map(([, , , jurisdiction, timezone]) => loanZone(jurisdiction, timezone));
  const ends = new Map(
    [...new Set(zones)].map((zone) => [zone, new Date(endOfDay(asOf, zone)).toISOString()]),
  );
  const due = await tx.query<[string, string[], number[]]>({
    text: DUE,
    values: [ids, asOf],
    rowMode: 'array',
  });
  const until = zones.map((zone) => ends.get(zone));
  const paid = await tx.query<[string, number]>({ text: PAID, values: [ids, until], rowMode: 'array' });
  const paidByLoan = new Map(paid.rows);
  const instalmentsByLoan = new Map<string, Instalment[]>(
    due.rows.map(([loanId, dates, amounts]) => [
      loanId,
      dates.map((dueOn, index) => ({ dueOn, amountMinor: amounts[index] ?? 0 })),
    ]),
  );
  return loans.map(([loanId, customerId, currency]) => ({
    loanId,
    customerId,
    currency,
    ...delinquencyOf(instalmentsByLoan.get(loanId) ?? [], paidByLoan.get(loanId) ?? 0, asOf),
  }));
}
