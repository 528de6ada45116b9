import type { IsoDate } from '../calendar.ts';
import type { Delinquency } from '../delinquency.ts';
import type { ContactId, CustomerId, LoanId } from '../ids.ts';
import type { GatePolicy } from '../contact/gate-policy.ts';
import type { ContactStanding } from '../contact/standing.ts';
import type { KnownHours } from '../contact/best-time.ts';
import type { Channel } from '../strategy/schema.ts';
import type { LegalHold } from './hold.ts';
import type { RiskFacts } from '../risk/risk-facts.ts';
import type { CaseState } from './state.ts';

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
    /** who works the region's cases; read for a case that is to be opened, absent: nobody */
    team?: string;
  };
  customer: ContactStanding & {
    /** IANA zone where the customer is */
    zone: string;
    /** channels that the customer allows */
    consents: Channel[];
    /** channels for which a usable address is known */
    reachable: Channel[];
    /** newest internal rating, higher is better */
    internalScore: number | null;
    /** usable telephone numbers beside the one that is used; absent: none */
    otherPhones?: number;
    /** holds of the customer that reach this loan, whichever case they came from */
    holds: LegalHold[];
  };
  /** what the gate decides by; absent: what ships */
  policy?: GatePolicy;
  /** what bears on repayment; read only for a decision that scores, which is seldom */
  risk?: RiskFacts;
  /** which hours have worked; read for a strategy that plans by them, absent: not known */
  hours?: KnownHours;
  /** the customer's other open cases that have something to do within a day */
  siblings: CaseState[];
  delinquency: Delinquency;
  /** date of the first instalment that is not overdue yet, null when none is in sight (some six weeks) */
  nextDueOn: IsoDate | null;
  /** all payments booked by now less those that were taken back, minor units */
  paidMinor: number;
  /** what was paid since the promises that a case watches were made; empty when it watches none */
  payments: DatedPayment[];
  /** cases of the loan so far, the open one included */
  casesSoFar: number;
  /** the loan's newest case, as it ended; read for a case that is to be opened, null when there is none */
  previous: CaseState | null;
}

/** Facts with which a case can be scored. */
export type FactsToScore = CaseFacts & { risk: RiskFacts };

/** A payment by the instant at which it was made; one that was taken back is there twice, once as less than nothing. */
export interface DatedPayment {
  paidAtMs: number;
  /** minor units */
  amountMinor: number;
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
  /** further loans of the customer that it is about; absent: none */
  covers?: CoveredLoan[];
}

/** Another loan of the customer in a contact, as it stood when the contact was reserved. */
export interface CoveredLoan {
  loanId: LoanId;
  /** what may be asked for, minor units */
  amountMinor: number;
  /** date of the oldest instalment not paid */
  dueOn: IsoDate | null;
  /** all payments so far, minor units: should they change before it is sent, it is wrong */
  paidMinor: number;
}
