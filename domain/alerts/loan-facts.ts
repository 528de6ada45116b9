import type { IsoDate } from '../calendar.ts';
import type { CaseState } from '../case/state.ts';
import type { LoanId } from '../ids.ts';
import type { DatedRating, RiskFacts } from '../risk/risk-facts.ts';

/** All that the bank knew of a loan and its open case on a day that alerts are made of. */
export interface LoanAlertFacts {
  loanId: LoanId;
  currency: string;
  /** as of the day that is looked at */
  risk: Pick<RiskFacts, 'asOf' | 'loan' | 'instalments' | 'payments'>;
  /** all that is still to be paid, due or not, minor units */
  outstandingMinor: number;
  /** of the customer, by one source after the other, newest first */
  ratings: readonly (DatedRating & Arrival)[];
  /** of the customer, by one source after the other, newest first; in the loan's currency */
  externalDebts: readonly SourcedDebt[];
  /** newest first, in the loan's currency; none: it was never valued */
  valuations: readonly Valuation[];
  openCase: AlertedCase;
}

/** The case that alerts are about, as it stands now: nobody can do anything about one of the past. */
export interface AlertedCase extends Pick<CaseState, 'brokenPromises' | 'tier' | 'stage' | 'openedAtMs'> {
  /** date where the loan is */
  openedOn: IsoDate;
  /** its ladder cannot be brought forward, see `goesToCourt` */
  goesToCourt: boolean;
  /** that the arrears are repaid, as it was scored last, 0..1; null: it never was */
  probability: number | null;
}

/** When the bank came to know of a figure, which may be long after the day that it is of. */
export interface Arrival {
  /** epoch milliseconds; absent: with its own day */
  reportedAtMs?: number;
}

/** All that a customer owes elsewhere, as one bureau reports it. */
export interface SourcedDebt extends Arrival {
  source: string;
  asOf: IsoDate;
  /** minor units */
  totalMinor: number;
}

/** What a loan is secured by, as it was valued. */
export interface Valuation {
  asOf: IsoDate;
  /** minor units */
  valueMinor: number;
}

/** What a detector has seen, before anybody has thought of what to do. */
export interface Finding {
  figures: Readonly<Record<string, number | string>>;
  severity: number;
  why: string;
}
