import { localDate } from '../domain/calendar.ts';
import type { LoanChange } from '../domain/case/events/endings.ts';
import { delinquencyOf, PAYMENT_CLOCK_SKEW_MS } from '../domain/delinquency.ts';
import type { LoanId } from '../domain/ids.ts';
import { loanZone } from '../domain/loan-zone.ts';
import type { Pool } from './client.ts';
import type { BookingOutcome } from './payment-repository.ts';

/** What became of a report; `reportedAtMs` is when it was made first. */
export type RecordedLoanChange =
  { outcome: Exclude<BookingOutcome, 'conflicting'>; reportedAtMs: number } | { outcome: 'conflicting' };

/** A change of a loan as the core system reports it. */
export interface ReportedLoanChange {
  changeId: string;
  loanId: LoanId;
  change: LoanChange;
  effectiveOn: string;
  why: string | null;
}

const RECORD = `
INSERT INTO loan_changes (change_id, loan_id, change, effective_on, why, reported_by, reported_at)
SELECT q.*, $6, $7 FROM unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[]) AS q
ON CONFLICT (change_id) DO NOTHING RETURNING change_id AS id, reported_at AS at`;

const SAME = `
SELECT change_id AS id, c.reported_at AS at FROM unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[])
  AS q(change_id, loan_id, change, effective_on, why)
JOIN loan_changes c USING (change_id, loan_id, change, effective_on)
WHERE c.why IS NOT DISTINCT FROM q.why`;

const BOOKS = `
SELECT l.jurisdiction, c.timezone,
  (SELECT coalesce(json_agg(json_build_array(due_on, principal_due_minor + interest_due_minor + fee_due_minor)
      ORDER BY due_on, number), '[]') FROM instalments WHERE loan_id = l.loan_id) AS instalments,
  (SELECT coalesce(sum(amount_minor), 0) FROM payments WHERE loan_id = l.loan_id AND paid_at <= $2) AS paid_minor
FROM loans l JOIN customers c USING (customer_id) WHERE l.loan_id = $1`;

interface BooksRow {
  jurisdiction: string;
  timezone: string;
  instalments: [dueOn: string, amountMinor: number][];
  paid_minor: string;
}

/** What core systems report of loans that are not what they were, and what is overdue on one. */
export class LoanChangeRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * Records changes of loans that exist. One that is recorded already stays as it is.
   *
   * @param changes each id once
   * @param report who reports, and when, epoch milliseconds of business time
   * @returns what became of each, by its id
   */
  async record(
    changes: readonly ReportedLoanChange[],
    report: { by: string; now: number },
  ): Promise<Map<string, RecordedLoanChange>> {
    if (changes.length === 0) return new Map();
    const values = [
      changes.map((change) => change.changeId),
      changes.map((change) => change.loanId),
      changes.map((change) => change.change),
      changes.map((change) => change.effectiveOn),
      changes.map((change) => change.why),
    ];
    const added = await this.reports(RECORD, [...values, report.by, new Date(report.now)]);
    // Read after the insert: somebody else may have recorded the same change in this moment.
    const same = added.size === changes.length ? added : await this.reports(SAME, values);
    return new Map(
      changes.map(({ changeId }): [string, RecordedLoanChange] => {
        const reportedAtMs = same.get(changeId);
        if (reportedAtMs === undefined) return [changeId, { outcome: 'conflicting' }];
        return [changeId, { outcome: added.has(changeId) ? 'added' : 'repeated', reportedAtMs }];
      }),
    );
  }

  /**
   * @param now epoch milliseconds, business time
   * @returns what is overdue on the loan, minor units; undefined for a loan that does not exist
   */
  async arrearsOf(loanId: LoanId, now: number): Promise<number | undefined> {
    const { rows } = await this.pool.query<BooksRow>(BOOKS, [loanId, new Date(now + PAYMENT_CLOCK_SKEW_MS)]);
    const [row] = rows;
    if (!row) return undefined;
    const today = localDate(now, loanZone(row.jurisdiction, row.timezone));
    const instalments = row.instalments.map(([dueOn, amountMinor]) => ({ dueOn, amountMinor }));
    return delinquencyOf(instalments, Number(row.paid_minor), today).arrearsMinor;
  }

  private async reports(text: string, values: unknown[]): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ id: string; at: Date }>(text, values);
    return new Map(rows.map(({ id, at }) => [id, at.getTime()]));
  }
}
