import type { Delinquency } from '../delinquency.ts';
import type { ContactId, CustomerId, LoanId } from '../ids.ts';
import type { Channel } from '../strategy/schema.ts';

/** What the books say about a loan and its customer at one instant; loaded in the transaction that decides. */
export interface CaseFacts {
  loan: {
    loanId: LoanId;
    customerId: CustomerId;
    jurisdiction: string;
    lenderRole: 'first_party' | 'third_party';
    currency: string;
    /** principal or credit limit, minor units */
    principalMinor: number;
    /** IANA zone in which its due dates are dates */
    zone: string;
    region: string;
  };
  customer: {
    /** IANA zone where the customer is */
    zone: string;
    /** channels that the customer allows */
    consents: Channel[];
    /** channels for which a usable address is known */
    reachable: Channel[];
    /** newest internal rating, higher is better */
    internalScore: number | null;
  };
  delinquency: Delinquency;
  /** all payments booked by now, minor units */
  paidMinor: number;
  /** cases of the loan so far, the open one included */
  casesSoFar: number;
}

/** A contact to be written into the ledger in the same transaction. */
export interface ContactReservation {
  contactId: ContactId;
  channel: Channel;
  purpose: 'collect' | 'promise-reminder' | 'acknowledge';
  script: string;
  rung?: number;
  /** the rules that were asked and allowed it */
  rules: string[];
}
