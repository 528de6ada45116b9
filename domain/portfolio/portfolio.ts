import type { IsoDate } from '../calendar.ts';
import type { CustomerId, LoanId } from '../ids.ts';
import type { Character, LastResort } from './characters.ts';
import type { Person } from './people.ts';
import type { ScheduledInstalment } from './schedule.ts';

/** A made-up portfolio: what a bank's import files would hold, and beside it what nobody knows. */
export interface Portfolio {
  /** the day it is of; the clock of a demo starts on it */
  asOf: IsoDate;
  currency: string;
  jurisdiction: string;
  customers: PortfolioCustomer[];
  loans: PortfolioLoan[];
}

/** Loans as the bank's own files have them. */
export type PortfolioBooks = Omit<Portfolio, 'loans'> & { loans: Omit<PortfolioLoan, 'hidden'>[] };

export interface PortfolioCustomer extends Person {
  customerId: CustomerId;
  /** the bank's own rating, higher is better; null when there is none */
  score: number | null;
  grade: string | null;
  ratedOn: IsoDate;
}

export interface PortfolioLoan {
  loanId: LoanId;
  customerId: CustomerId;
  product: string;
  /** principal or limit, minor units */
  principalMinor: number;
  annualRate: number;
  termMonths: number | null;
  originatedOn: IsoDate;
  branch: string;
  secured: boolean;
  instalments: ScheduledInstalment[];
  payments: PastPayment[];
  hidden: HiddenTruth;
}

export interface PastPayment {
  paymentId: string;
  /** epoch milliseconds */
  paidAtMs: number;
  amountMinor: number;
  channel: string;
}

/** What the customer will do; the system under test never sees it. */
export interface HiddenTruth {
  character: Character;
  /** 0 for the first of that character in the portfolio */
  turn: number;
  /** how the case ends when nothing is paid */
  lastResort: LastResort;
  /** first day on which something is overdue */
  lateFrom: IsoDate;
}
