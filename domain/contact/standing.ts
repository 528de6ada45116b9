import type { Channel } from '../strategy/schema.ts';
import type { ContactFacts } from './facts.ts';
import { pastContacts, type LedgerContact } from './ledger.ts';
import type { ContactWishes } from './wishes.ts';

/** What the gate has to know of a customer whatever the contact is for. */
export interface ContactStanding {
  /** contacts of the last 40 days, whichever loan and channel */
  ledger: LedgerContact[];
  /** channels that the customer has opted out of, whatever the consents say */
  optedOut: Channel[];
  /** what the customer has said about when to be contacted; absent: nothing */
  wishes?: ContactWishes;
}

type StandingFacts = Pick<ContactFacts, 'history' | 'optedOut'> & ContactWishes;

/** @param held what holds say of the same @returns facts of the gate; what is absent is not the case */
export function standingFacts(
  { ledger, optedOut, wishes }: ContactStanding,
  held: Pick<ContactFacts, 'optedOut'>,
): StandingFacts {
  const out = [...new Set([...(held.optedOut ?? []), ...optedOut])];
  return { ...wishes, history: pastContacts(ledger), ...(out.length > 0 && { optedOut: out }) };
}
