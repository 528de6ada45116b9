import type { IsoDate } from '../calendar.ts';
import type { CaseState } from '../case/state.ts';
import type { LoanId } from '../ids.ts';
import type { RiskFacts } from '../risk/risk-facts.ts';

/** All that the bank knew of a loan on a day that alerts are made of. */
export interface LoanAlertFacts {
  loanId: LoanId;
  currency: string;
  /** as of the day that is looked at */
  risk: RiskFacts;
  /** all that is still to be paid, due or not, minor units */
  outstandingMinor: number;
  /** of the customer, by one source after the other, newest first; in the loan's currency */
  externalDebts: readonly SourcedDebt[];
  /** newest first, in the loan's currency; none: it was never valued */
  valuations: readonly Valuation[];
  /** null: none */
  openCase: Pick<CaseState, 'brokenPromises' | 'tier' | 'stage'> | null;
}

/** All that a customer owes elsewhere, as one bureau reports it. */
export interface SourcedDebt {
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
