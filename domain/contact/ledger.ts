import { ledgerOutcome, type CallOutcome } from '../case/call-outcomes.ts';
import { DAY_MS } from '../calendar.ts';
import type { ContactChannel } from './channel.ts';
import type { ContactOutcome, PastContact } from './facts.ts';

/** The contact ledger of a customer as the gate reads it: all loans, all channels, collectors' own calls included. */

/** The last five of messages that did not leave, and of calls that people make. */
export type ContactStatus =
  | 'reserved'
  | 'sending'
  | 'sent'
  | 'failed'
  | 'unknown'
  | 'superseded'
  | 'too-late'
  | 'held'
  | 'calling'
  | 'called';

/** One row of the ledger. */
export interface LedgerContact {
  contactId: string;
  /** the loan whose case has made it */
  loanId: string;
  /** further loans of the customer that it was about */
  covers: readonly string[];
  /** instant of the reservation, epoch milliseconds */
  atMs: number;
  channel: ContactChannel;
  status: ContactStatus;
  /** of a call, once it is known */
  outcome?: CallOutcome;
}

/** No rule looks further back. */
export const LEDGER_DAYS = 40;
export const LEDGER_MS = LEDGER_DAYS * DAY_MS;

const NEVER_LEFT: readonly ContactStatus[] = ['failed', 'superseded', 'too-late', 'held'];

/** @returns whether the contact was made, or may have been */
export function mayHaveLeft({ status }: Pick<LedgerContact, 'status'>): boolean {
  return !NEVER_LEFT.includes(status);
}

/**
 * What the rules count. What has not left does not count; what may have, does.
 *
 * @returns the contacts in the order of the ledger
 * @example pastContacts([{ status: 'sending', … }]) // [{ outcome: 'unknown', … }]
 */
export function pastContacts(ledger: readonly LedgerContact[]): PastContact[] {
  return ledger.filter(mayHaveLeft).map((contact) => ({
    atMs: contact.atMs,
    channel: contact.channel,
    outcome: outcomeOf(contact),
    direction: 'outbound',
    debtIds: [contact.loanId, ...contact.covers],
  }));
}

function outcomeOf({ status, outcome }: LedgerContact): ContactOutcome {
  if (outcome !== undefined) return ledgerOutcome(outcome);
  return status === 'sent' || status === 'called' ? 'sent' : 'unknown';
}
