import type { CustomerId, LoanId } from '../ids.ts';
import type { DatedPayment } from '../case/facts.ts';
import type { Instalment } from '../delinquency.ts';
import type { DatedRating, RiskFacts } from '../risk/risk-facts.ts';
import type { Channel } from '../strategy/schema.ts';

/** The customers that a simulation is about, as the bank's files have them. */

export interface SimulatedLoan {
  loanId: LoanId;
  jurisdiction: string;
  lenderRole: 'first_party' | 'third_party';
  currency: string;
  /** principal or credit limit, minor units */
  principalMinor: number;
  /** what a model of risk looks at beside it */
  contract: Omit<RiskFacts['loan'], 'principalMinor' | 'currency'>;
  /** IANA zone in which its due dates are dates */
  zone: string;
  /** in order of due date */
  instalments: Instalment[];
  /** all that was paid by the start, in order */
  payments: DatedPayment[];
}

export interface SimulatedCustomer {
  customerId: CustomerId;
  /** IANA zone where the customer is */
  zone: string;
  region: string;
  /** channels that the customer allows */
  consents: Channel[];
  /** channels for which an address is known */
  reachable: Channel[];
  /** newest internal rating, higher is better */
  internalScore: number | null;
  /** all that are known, the newest internal one among them, newest first */
  ratings: DatedRating[];
  /** what else a model of risk looks at */
  means: RiskFacts['customer'];
  loans: SimulatedLoan[];
}

/** @returns what was paid in all, minor units */
export function paidMinorOf({ payments }: Pick<SimulatedLoan, 'payments'>): number {
  return payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
