import type { HolidayCalendar } from '../holidays/calendar.ts';
import type { ContactChannel } from './channel.ts';

/** Why the case itself makes a contact. An acknowledgement thanks for a payment: it needs no arrears and asks for nothing. */
export type ContactPurpose = 'collect' | 'promise-reminder' | 'acknowledge';

/** All that the gate is asked about: laws except answers and notices from some of their rules. */
export const GATE_PURPOSES = [
  'collect',
  'promise-reminder',
  'acknowledge',
  'pre-due',
  'reply-to-query',
  'remedy-notice',
  'termination-notice',
  'opt-out-confirmation',
  'legal-service',
] as const;
export type GatePurpose = (typeof GATE_PURPOSES)[number];

/**
 * How a past contact ended. `sent` is all that is known of a message, and of a call whose outcome nobody recorded;
 * `unknown` may have arrived and counts; `failed` definitely did not.
 */
export const CONTACT_OUTCOMES = [
  'no_answer',
  'voicemail',
  'conversation',
  'busy',
  'invalid',
  'sent',
  'unknown',
  'failed',
] as const;
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

/** A row of the contact ledger: any loan of the customer, any channel, collectors' own calls included. */
export interface PastContact {
  /** epoch milliseconds */
  atMs: number;
  channel: ContactChannel;
  outcome: ContactOutcome;
  /** `inbound`: the customer began it */
  direction: 'outbound' | 'inbound';
  /** debts it was about; empty when none was named, which counts for every debt */
  debtIds: readonly string[];
  /** key of the number or address, never the number itself */
  contactPoint?: string;
}

/** A time by law in which debts are not pursued. */
export interface Moratorium {
  type: string;
  startOn: string;
  /** its last day; without one it has no end that is known */
  lastOn?: string;
  /** debts it covers; all when absent */
  debtIds?: readonly string[];
}

/** Wall-clock hours of the day, `HH:MM`, from the first closed second to the first open one; may pass midnight. */
export interface LocalHours {
  from: string;
  to: string;
}

/** Who would be spoken to. A guarantor owes as the debtor does. */
export type ContactRole = 'debtor' | 'guarantor' | 'spouse' | 'third-party';

/** What the gate reads, in the transaction in which it reserves. What is absent is not the case. */
export interface ContactFacts {
  channel: ContactChannel;
  purpose: GatePurpose;
  actorRole: 'first_party' | 'third_party';
  /** overdue and not disputed, minor units */
  collectableMinor: number;
  /** holds that cover this contact, by name */
  holds: readonly string[];
  /** the customer's consent for the channel */
  consented: boolean;
  /** whether a usable address for the channel is known */
  reachable: boolean;
  /** IANA zone where the customer is */
  customerZone: string;
  /** further zones where the customer may be: it has to be permitted in all of them */
  otherZones?: readonly string[];
  /** debts that the contact is about */
  debtIds: readonly string[];
  /** the customer's contacts of the last 40 days, in any order */
  history: readonly PastContact[];
  /** key of the number or address to be used */
  contactPoint?: string;
  /** where the customer would be reached */
  place?: 'personal' | 'work';
  contactRole?: ContactRole;
  debtorUnreachable?: boolean;
  /** the third person has refused to be contacted */
  thirdPartyRefused?: boolean;
  /** the customer has asked in writing that contact cease */
  ceased?: boolean;
  /** the customer is represented by an attorney */
  attorney?: boolean;
  /** channels that the customer has opted out of */
  optedOut?: readonly ContactChannel[];
  /** hours that the customer has named as inconvenient */
  inconvenientHours?: readonly LocalHours[];
  /** the customer has agreed to contact outside the usual hours */
  consentOutsideHours?: boolean;
  /** day on which the customer agreed to more calls than the law presumes decent */
  extraCallsConsentOn?: string;
  moratoria?: readonly Moratorium[];
  /** a repayment plan is being worked out */
  planHold?: { from: string; days?: number };
  microfinance?: boolean;
  /** needed only by rules about public holidays */
  holidays?: HolidayCalendar;
}
